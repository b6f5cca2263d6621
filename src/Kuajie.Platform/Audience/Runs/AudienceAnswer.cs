using System.Text.Json;
using Kuajie.Marketing.Response;

namespace Kuajie.Platform.Audience.Runs;

/// <summary>What came of long work on an audience, without ids of users: one of the two.</summary>
/// <param name="Clusters">The clusters, or null.</param>
/// <param name="Responses">The report on response models, or null.</param>
public sealed record AudienceAnswer(DomainClusters? Clusters = null, ResponseReport? Responses = null)
{
    /// <summary>Writes it.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, RecordedJson.Options);

    /// <summary>Reads it; null where it is not what this program writes.</summary>
    internal static AudienceAnswer? TryRead(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<AudienceAnswer>(json, RecordedJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
