using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kuajie.Platform.Training;

/// <summary>Where a model comes from, as written into its file.</summary>
public sealed record ModelProvenance(TrainingData Data, ulong Seed, string DataHash, string CodeVersion, DateTimeOffset TrainedAt)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static ModelProvenance FromJson(string json) =>
        JsonSerializer.Deserialize<ModelProvenance>(json, Json) ?? throw new JsonException("Found null; expected a model's provenance.");
}
