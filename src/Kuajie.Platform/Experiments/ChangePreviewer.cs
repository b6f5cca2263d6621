using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;

namespace Kuajie.Platform.Experiments;

/// <summary>
/// Tells what a change of model or scene would have brought on the lists of a scene that are on record, before it gets any traffic. Each list is made again as the change would have made it, from
/// what the person had done by then, and held against what was shown, by the probabilities that were recorded for places left to chance.
/// </summary>
/// <param name="lists">Lists shown.</param>
/// <param name="outcomes">What was done.</param>
/// <param name="histories">What people had done by a moment.</param>
/// <param name="clock">The clock.</param>
public sealed class ChangePreviewer(IImpressionStore lists, IOutcomeStore outcomes, PastHistories histories, TimeProvider clock)
{
    private const int LongestDays = 365;
    private const int MostListsAsked = 20_000;

    /// <summary>Previews a change. O(lists since then + outcomes + lists taken · one recommendation).</summary>
    /// <param name="question">Which lists, and what counts.</param>
    /// <param name="proposed">What the change answers to somebody who did certain things: items in order, those of one domain first as they would be shown.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="KuajieException">The question is out of bounds.</exception>
    /// <exception cref="SeveralFaultsException">Several parts of it are.</exception>
    public ChangePreview Preview(PreviewQuestion question, ProposedList proposed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(proposed);
        ThrowIfFaulty(question);
        var now = clock.GetUtcNow();
        var since = now.AddDays(-question.Days);
        var ofScene = lists
            .ShownSince(question.Domain, since, cancellation)
            .Where(list => string.Equals(list.Scene, question.Scene, StringComparison.Ordinal))
            .ToArray();
        // The same lists whenever the same are asked for, whatever the order they are read in.
        var taken = ofScene
            .Where(list => list.UserId is not null && list.Items.Any(item => item.Propensity is > 0))
            .OrderBy(list => ItemIds.HashOf(list.ListId))
            .ThenBy(list => list.ListId, StringComparer.Ordinal)
            .Take(question.MostLists)
            .ToArray();
        var rewards = Rewards(question, taken, (since, now), cancellation);
        var known = histories.Read(question.Domain, [.. taken.Select(list => list.UserId!)], cancellation);
        var places = taken.Select(list => PlacesOf(list, proposed(known.Before(list.UserId!, list.At), list), rewards)).ToArray();
        var units = taken
            .Select(list => list.UserId!)
            .Distinct(StringComparer.Ordinal)
            .Index()
            .ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
        var unitOfList = taken.Select(list => units[list.UserId!]).ToArray();
        return new ChangePreview(ofScene.Length, taken.Length, units.Count, ListPreviews.Of(PlacePredictions.Of(places, unitOfList)));
    }

    private Dictionary<(string List, string Item), double> Rewards(
        PreviewQuestion question,
        Impression[] taken,
        (DateTimeOffset From, DateTimeOffset Until) time,
        CancellationToken cancellation
    )
    {
        var kinds = question.Kinds.Select(kind => InteractionKinds.Parse(kind)!.Value).ToHashSet();
        var wanted = taken.Select(list => list.ListId).ToHashSet(StringComparer.Ordinal);
        var rewards = new Dictionary<(string, string), double>();
        foreach (
            var domain in taken
                .SelectMany(list => list.Items)
                .Select(item => item.Domain)
                .Distinct(StringComparer.Ordinal)
                .Where(question.MayCount)
        )
        {
            foreach (var outcome in outcomes.Outcomes(domain, time.From, time.Until, cancellation))
            {
                if (kinds.Contains(outcome.Kind) && outcome.ListId is { } list && wanted.Contains(list))
                {
                    rewards[(list, outcome.ItemId)] = rewards.GetValueOrDefault((list, outcome.ItemId)) + 1;
                }
            }
        }
        return rewards;
    }

    /// <summary>The places that were left to chance: what stood there, what the change would put there, and what came of it.</summary>
    private static ChancePlace[] PlacesOf(
        Impression list,
        IReadOnlyList<LiveListItem> instead,
        Dictionary<(string List, string Item), double> rewards
    ) =>
        [
            .. list
                .Items.Where(item => item.Propensity is > 0)
                .Select(item => new ChancePlace(
                    item.Position,
                    item.ItemId,
                    item.Position <= instead.Count && instead[item.Position - 1] is var other && other.Domain == item.Domain
                        ? other.ItemId
                        : null,
                    item.Propensity!.Value,
                    rewards.GetValueOrDefault((list.ListId, item.ItemId))
                )),
        ];

    private static void ThrowIfFaulty(PreviewQuestion question)
    {
        KuajieException[] faults =
        [
            .. DefinitionRules.Outside("days", question.Days, 1, LongestDays),
            .. DefinitionRules.Outside("lists", question.MostLists, 1, MostListsAsked),
            .. DefinitionRules.Outside("kinds", question.Kinds.Count, 1, InteractionKinds.Names.Count),
            .. question
                .Kinds.Where(kind => kind is null || InteractionKinds.Parse(kind) is null)
                .Select(kind =>
                    ExperimentTexts.Fault("unknown-kind", "UnknownKind", "kinds", kind, string.Join(", ", InteractionKinds.Names))
                ),
        ];
        if (faults.Length > 0)
        {
            throw faults.Length == 1 ? faults[0] : new SeveralFaultsException(faults);
        }
    }
}

/// <summary>Makes a list as a change would have made it.</summary>
/// <param name="known">What the person had done by then.</param>
/// <param name="shown">The list that was shown.</param>
public delegate IReadOnlyList<LiveListItem> ProposedList(IReadOnlyList<Interaction> known, Impression shown);

/// <summary>Which lists a preview stands on, and what counts.</summary>
/// <param name="Domain">The domain whose users saw them.</param>
/// <param name="Scene">Their scene.</param>
/// <param name="MayCount">Whether what happened in a domain may be counted.</param>
public sealed record PreviewQuestion(string Domain, string Scene, Func<string, bool> MayCount)
{
    /// <summary>How far back, 1 … 365 days. Default 28.</summary>
    public int Days { get; init; } = 28;

    /// <summary>Most lists that are made again, 1 … 20,000; of more, a sample that is the same each time. Default 2,000.</summary>
    public int MostLists { get; init; } = 2_000;

    /// <summary>Kinds of interactions that count, by their wire names. Default purchases.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = ["purchase"];
}

/// <summary>What a change would have brought.</summary>
/// <param name="Lists">Lists of the scene on record.</param>
/// <param name="Taken">Those it stands on: shown to users, with places left to chance.</param>
/// <param name="People">Users who saw them.</param>
/// <param name="Policy">Estimates, difference and verdict.</param>
public sealed record ChangePreview(int Lists, int Taken, int People, PolicyPreview Policy);
