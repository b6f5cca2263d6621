using Kuajie.Platform.Faults;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Training.Runs;

/// <summary>
/// Looks after what serves: a version that does worse than the one before it, on what users did since, gives its place back. Each direction is looked at as long as its
/// version is young; one that has held out for a week is left alone.
/// </summary>
public sealed class ServingWatch(IWorkspace workspace, TimeProvider clock)
{
    private static readonly TimeSpan Youth = TimeSpan.FromDays(7);

    /// <summary>Told of a version that gave its place back, and why.</summary>
    public Action<VersionComparison>? RolledBack { get; set; }

    /// <summary>Lets the version that served a direction before the present one serve again.</summary>
    /// <exception cref="Faults.KuajieException">Nothing served it before.</exception>
    public ModelVersion RollBack(string? sourceDomain, string targetDomain) =>
        workspace.Models.RollBack(sourceDomain, targetDomain)
        ?? throw TrainingTexts.Source.Fault("nothing-before", "NothingBefore", isUsage: true, arguments: [targetDomain]);

    /// <summary>Looks at every direction once and returns the verdicts there were enough users for.</summary>
    public IReadOnlyList<VersionComparison> Look(CancellationToken cancellation)
    {
        var verdicts = new List<VersionComparison>();
        foreach (var place in workspace.Models.ServingAll())
        {
            if (
                workspace.Models.Find(place.VersionId) is { } version
                && clock.GetUtcNow() - version.TrainedAt < Youth
                && Before(place.SourceDomain, place.TargetDomain) is { } before
            )
            {
                var verdict = new VersionComparer(workspace).Compare(version, before, VersionComparer.DefaultUsers, cancellation);
                if (verdict.IsConclusive)
                {
                    verdicts.Add(verdict);
                    Act(verdict, place);
                }
            }
        }
        return verdicts;
    }

    private void Act(VersionComparison verdict, ServingPlace place)
    {
        // Somebody may have promoted another meanwhile.
        if (!verdict.IsFirstWorse || workspace.Models.Serving(place.SourceDomain, place.TargetDomain)?.VersionId != place.VersionId)
        {
            return;
        }
        workspace.Models.RollBack(place.SourceDomain, place.TargetDomain);
        var reason = TrainingTexts.Source.Fault(
            "rolled-back",
            "RolledBack",
            arguments:
            [
                verdict.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture),
                100 * verdict.FirstNdcg,
                100 * verdict.SecondNdcg,
                verdict.Users,
                100 * verdict.Difference.Low,
                100 * verdict.Difference.High,
            ]
        );
        foreach (var run in workspace.TrainingRuns.Runs().Where(run => run.VersionId == verdict.First))
        {
            workspace.TrainingRuns.Put(run with { IsPromoted = false, FaultCode = reason.Code, FaultText = reason.Message });
        }
        RolledBack?.Invoke(verdict);
    }

    /// <summary>The version that a roll-back would let serve again.</summary>
    private ModelVersion? Before(string? sourceDomain, string targetDomain) =>
        workspace.Models.Served(sourceDomain, targetDomain) is [_, var before, ..] ? workspace.Models.Find(before) : null;
}
