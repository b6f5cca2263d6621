using Kuajie.Algorithms.Bandits;
using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Previews;

/// <summary>Tells what other ways to choose a campaign's creatives would have brought, before any of them gets traffic: from the decisions of its bandit and the probabilities they were drawn by.</summary>
/// <param name="store">Where decisions are kept.</param>
/// <param name="clock">The clock.</param>
public sealed class CampaignPreviewer(IDecisionStore store, TimeProvider clock)
{
    /// <summary>Most decisions that are read; of more, the latest, from which policies that learn then begin anew.</summary>
    public const int MostDecisions = 200_000;

    private const double Confidence = 0.95;

    /// <summary>A click that does not come within a day of the impression hardly comes; today's decisions would look worse than they are.</summary>
    private static readonly TimeSpan TimeToClick = TimeSpan.FromDays(1);

    /// <summary>Previews a campaign. O(decisions · creatives · (creatives + policies)).</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="cancellation">Ends the work between two policies.</param>
    public CampaignPreview Preview(Campaign campaign, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var definition = CampaignDefinition.Of(campaign.DefinitionJson);
        var goal = definition.Goal == CampaignGoal.Click ? OutcomeKind.Click : OutcomeKind.Conversion;
        var time = goal == OutcomeKind.Click ? TimeToClick : TimeSpan.FromDays(definition.AttributionDays);
        var chosen = store.ChoicesOf(campaign.CampaignId, goal, DateTimeOffset.MaxValue, MostDecisions);
        var settled = chosen.Where(each => each.At + time <= clock.GetUtcNow()).ToArray();
        var choices = settled.Select(each => ChoiceOf(each, definition, time)).OfType<LoggedChoice>().ToArray();
        var approved = ReadyCampaign.ApprovedOf(campaign, definition);
        var empty = new CampaignPreview(
            campaign,
            definition,
            choices.Length,
            chosen.Count - settled.Length,
            settled.Length - choices.Length,
            PeopleOf(campaign),
            Confidence,
            choices.Length == 0 ? PreviewShortage.NoDecisions
                : approved.Length < 2 ? PreviewShortage.OneCreative
                : choices.All(each => each.Propensities[each.Chosen] == 1) ? PreviewShortage.NoChance
                : null,
            []
        );
        return empty.Shortage is null ? Of(empty, choices, approved, cancellation) : empty;
    }

    private static CampaignPreview Of(CampaignPreview empty, LoggedChoice[] choices, int[] approved, CancellationToken cancellation)
    {
        var log = new AdaptiveLog(choices, empty.Definition.Ranking == CreativeRanking.LinUcb);
        (PreviewedChoice Choice, int? Creative, IChoicePolicy Policy)[] policies = [.. PoliciesOf(empty.Definition, approved)];
        // Bonferroni: whoever looks for the best of them is misled by any of them with 5 % at most.
        var confidence = 1 - ((1 - Confidence) / policies.Length);
        var found = new List<PolicyOfCampaign>();
        foreach (var (choice, creative, policy) in policies)
        {
            cancellation.ThrowIfCancellationRequested();
            found.Add(
                new PolicyOfCampaign(
                    choice,
                    creative is { } place ? empty.Definition.Creatives[place].Name : null,
                    IsPresent(empty.Definition.Ranking, choice, creative == approved[0]),
                    ChoicePreview.Of(log, AdaptiveEstimate.Of(log, policy), confidence)
                )
            );
        }
        return empty with { Confidence = confidence, Policies = found };
    }

    private static IEnumerable<(PreviewedChoice Choice, int? Creative, IChoicePolicy Policy)> PoliciesOf(
        CampaignDefinition definition,
        int[] approved
    )
    {
        var arms = definition.Creatives.Count;
        foreach (var place in approved)
        {
            yield return (PreviewedChoice.Only, place, ConstantPolicy.Only(place, arms));
        }
        yield return (PreviewedChoice.Evenly, null, ConstantPolicy.Evenly(approved, arms));
        yield return (PreviewedChoice.Thompson, null, new ThompsonPolicy(approved, arms));
        yield return (
            PreviewedChoice.LinUcb,
            null,
            new LinUcbPolicy(approved, arms, UserContext.Count, new LinUcbOptions { Epsilon = definition.Epsilon })
        );
    }

    private static bool IsPresent(CreativeRanking ranking, PreviewedChoice choice, bool isFirst) =>
        (ranking, choice) switch
        {
            (CreativeRanking.Fixed, PreviewedChoice.Only) => isFirst,
            (CreativeRanking.Thompson, PreviewedChoice.Thompson) => true,
            (CreativeRanking.LinUcb, PreviewedChoice.LinUcb) => true,
            _ => false,
        };

    /// <summary>A decision as it was drawn; null where its probabilities are not all on record.</summary>
    private static LoggedChoice? ChoiceOf(ChosenCreative chosen, CampaignDefinition definition, TimeSpan time)
    {
        var place = definition.Creatives.Index().First(each => each.Item.Name == chosen.Creative).Index;
        var propensities = chosen.PropensitiesJson is { } json ? UserContext.FromJson(json) : Certain(place, definition.Creatives.Count);
        return chosen.PropensitiesJson is null && chosen.Propensity < 1
            ? null
            : new LoggedChoice(
                chosen.At,
                propensities,
                place,
                chosen.ContextJson is { } context ? UserContext.FromJson(context) : UserContext.Unknown(),
                chosen.ReachedAt is { } at && at - chosen.At <= time ? at : null
            );
    }

    private static double[] Certain(int place, int count)
    {
        var propensities = new double[count];
        propensities[place] = 1;
        return propensities;
    }

    private int PeopleOf(Campaign campaign) =>
        store
            .SeenOf(campaign.CampaignId)
            .Select(each => SeenCounts.UnitOf(each.UserId, each.SessionId))
            .Distinct(StringComparer.Ordinal)
            .Count();
}
