using System.Text.Json;

namespace Kuajie.Server.Web.Pages.Training;

/// <summary>What a version records of how it was chosen, as far as the page shows it. Members that other versions of the program wrote besides are passed over.</summary>
internal sealed record RecordedChoice(
    string Model,
    int Tried,
    RecordedChoice? Single,
    RecordedChoice? Cross,
    RecordedChoice? Cold,
    RecordedGate? Gate,
    IReadOnlyList<RecordedLeader>? Leaderboard
)
{
    /// <summary>Reads it; null where it is something else.</summary>
    public static RecordedChoice? Of(JsonElement recorded)
    {
        try
        {
            return recorded.Deserialize<RecordedChoice>(JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Who serves which segment.</summary>
internal sealed record RecordedGate(IReadOnlyList<RecordedDecision>? Decisions);

/// <summary>One segment's decision.</summary>
internal sealed record RecordedDecision(
    RecordedSegment Segment,
    bool ServesCrossDomain,
    string Evidence,
    int Rows,
    double SingleNdcg,
    double CrossNdcg
);

/// <summary>A segment's name.</summary>
internal sealed record RecordedSegment(string Name);

/// <summary>The best of a kind on validation.</summary>
internal sealed record RecordedLeader(string Model, int Rows, double Ndcg, double Low, double High, double HitRate);
