using System.Text.Json;
using Kuajie.Client.Recommendations;

namespace Kuajie.Samples.Shop;

/// <summary>What the pages get to see of a list: ids, titles and reasons, no scores.</summary>
internal static class ShopJson
{
    public static string Write(RecommendationResponse list)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("list", list.List);
            json.WriteStartArray("items");
            foreach (var item in list.Items)
            {
                json.WriteStartObject();
                json.WriteString("item", item.Item);
                json.WriteString("title", item.Title ?? item.Item);
                json.WriteString("reason", item.Reasons is [var first, ..] ? first.Text : "");
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
