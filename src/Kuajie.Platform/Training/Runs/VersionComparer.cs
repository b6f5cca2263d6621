using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Metrics;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Training.Runs;

/// <summary>
/// Compares versions on what happened after they were trained, the one thing that neither has seen: each user's history up to that moment is given to both, and the
/// first item the user took up afterwards is looked for in a ranking of all items that the user had not touched. People mostly take up what they are shown, so this
/// favours the version that served meanwhile: one that loses all the same has earned it.
/// </summary>
public sealed class VersionComparer(IWorkspace workspace)
{
    /// <summary>Users looked at unless said otherwise; more cost time and hardly change the verdict.</summary>
    public const int DefaultUsers = 1_000;

    private const int Cutoff = 10;
    private const ulong BootstrapSeed = 1;

    /// <summary>Compares two versions. O(users · items).</summary>
    /// <param name="first">The one version.</param>
    /// <param name="second">The other version.</param>
    /// <param name="mostUsers">Most users to look at.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="KuajieException">The versions recommend different domains, or a file cannot be read.</exception>
    public VersionComparison Compare(ModelVersion first, ModelVersion second, int mostUsers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (!string.Equals(first.TargetDomain, second.TargetDomain, StringComparison.Ordinal))
        {
            throw TrainingTexts.Source.Fault(
                "not-comparable",
                "NotComparable",
                isUsage: true,
                arguments: [first.VersionId, second.VersionId]
            );
        }
        var since = first.TrainedAt > second.TrainedAt ? first.TrainedAt : second.TrainedAt;
        var (one, other) = (ServedModel.Load(workspace.ModelFiles, first), ServedModel.Load(workspace.ModelFiles, second));
        var (oneNdcg, otherNdcg, oneHits, otherHits) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        foreach (var userId in workspace.Interactions.ActiveUsers(first.TargetDomain, since, mostUsers))
        {
            cancellation.ThrowIfCancellationRequested();
            if (FirstNewItem(first.TargetDomain, userId, since, one, other) is { } item)
            {
                Add(RankOf(one, userId, item, since), oneNdcg, oneHits);
                Add(RankOf(other, userId, item, since), otherNdcg, otherHits);
            }
        }
        return new VersionComparison(
            first.VersionId,
            second.VersionId,
            since,
            oneNdcg.Count,
            Bootstrap.Average([.. oneNdcg]),
            Bootstrap.Average([.. otherNdcg]),
            Bootstrap.Average([.. oneHits]),
            Bootstrap.Average([.. otherHits]),
            Bootstrap.Compare([.. oneNdcg], [.. otherNdcg], BootstrapSeed)
        );
    }

    private string? FirstNewItem(string domain, string userId, DateTimeOffset since, ServedModel one, ServedModel other)
    {
        var interactions = workspace.Interactions.OfUser(domain, userId);
        var touched = interactions
            .Where(interaction => interaction.At is null || interaction.At <= since)
            .Select(each => each.ItemId)
            .ToHashSet();
        return interactions
            .Where(interaction => interaction.At > since && !touched.Contains(interaction.ItemId))
            .OrderBy(interaction => interaction.At)
            .ThenBy(interaction => interaction.ItemId, StringComparer.Ordinal)
            .Select(interaction => interaction.ItemId)
            .FirstOrDefault(item => one.Target.Items.IndexOf(item) >= 0 && other.Target.Items.IndexOf(item) >= 0);
    }

    private double RankOf(ServedModel model, string userId, string item, DateTimeOffset since)
    {
        var evidence = UserEvidence.Gather(workspace, model, model.Target.Name, userId, since);
        var scores = new float[model.Target.Items.Count];
        model.Model.Score(evidence.History, scores);
        var own = scores[model.Target.Items.IndexOf(item)];
        foreach (
            var touched in evidence.TouchedItems(model.Model.TargetDomain).Select(model.Target.Items.IndexOf).Where(index => index >= 0)
        )
        {
            scores[touched] = float.NegativeInfinity;
        }
        // The item itself is among the scores and equals itself: half of it is taken off again.
        return TieRank.Of(own, scores) - 0.5;
    }

    private static void Add(double rank, List<double> ndcg, List<double> hits)
    {
        Span<double> ranks = [rank];
        ndcg.Add(Ndcg.Of(ranks, Cutoff));
        hits.Add(HitRate.Of(ranks, Cutoff));
    }
}
