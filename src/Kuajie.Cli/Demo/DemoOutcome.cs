using Kuajie.Platform.Imports;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.Simulation.Campaigns;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Evaluation;
using Kuajie.Platform.Users;
using Kuajie.Server.Campaigns;
using Kuajie.Storage.SampleWorld;

namespace Kuajie.Cli.Demo;

/// <summary>Everything the demo did, for the console, the page and JSON.</summary>
internal sealed record DemoOutcome(
    World World,
    IReadOnlyList<SampleFile> Files,
    IReadOnlyList<ImportReport> Imports,
    LinkOverlap Overlap,
    IReadOnlyList<DemoDirection> Directions,
    SimulatedCampaignReport Campaign,
    OutcomeReport Proof,
    IReadOnlyList<DemoList> Lists,
    TimeSpan Elapsed
)
{
    /// <summary>Bad rows that the sample world planted in a domain's interaction files.</summary>
    public long Planted(string domain) => Files.Where(file => Belongs(file, domain)).Sum(file => file.Tally?.RowsRejected ?? 0);

    /// <summary>Copies of rows that the sample world planted in a domain's interaction files.</summary>
    public long PlantedCopies(string domain) => Files.Where(file => Belongs(file, domain)).Sum(file => file.Tally?.DuplicateRows ?? 0);

    private static bool Belongs(SampleFile file, string domain) => file.Name.StartsWith($"{domain}/", StringComparison.Ordinal);
}

/// <summary>One direction: how models did with the last interaction held out, and the model that learnt from everything.</summary>
internal sealed record DemoDirection(string Source, string Target, EvaluationReport Evaluation, TrainedVersion Trained);

/// <summary>A list for one of the demo's users.</summary>
internal sealed record DemoList(DemoUser User, RecommendationList List);
