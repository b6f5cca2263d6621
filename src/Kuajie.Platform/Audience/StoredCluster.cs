using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Marketing.Audience.Clustering;

namespace Kuajie.Platform.Audience;

/// <summary>A cluster as it is stored: the model whole, since membership means being nearest to this centre and no other.</summary>
/// <param name="Model">The model.</param>
/// <param name="Number">Which of its clusters.</param>
/// <param name="Tags">What told it from everybody when it was found.</param>
public sealed record StoredCluster(ClusterModel Model, int Number, IReadOnlyList<ClusterTag> Tags)
{
    /// <summary>Writes it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AudienceJson.Default.StoredCluster);

    /// <summary>Reads it.</summary>
    public static StoredCluster Of(string json) => JsonSerializer.Deserialize(json, AudienceJson.Default.StoredCluster)!;
}

/// <summary>How clusters are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredCluster))]
internal sealed partial class AudienceJson : JsonSerializerContext;
