using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kuajie.Platform.SampleWorld.Words;

/// <summary>Reads <c>"a|b|c"</c> as a list: a word list stays on one line of its file.</summary>
internal sealed class PipedWordsConverter : JsonConverter<string[]>
{
    public override string[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString()!.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public override void Write(Utf8JsonWriter writer, string[] value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Join('|', value));
}
