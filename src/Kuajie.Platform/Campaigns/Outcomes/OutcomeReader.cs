using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Marketing.Amounts;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Campaigns.Outcomes;

/// <summary>
/// Reads what a campaign caused: users it was shown to against users it would have been shown to, were they not held out by lot (Johnson, Lewis and Nubbemeyer 2017, "ghost ads"). On the promoted side a user
/// counts through the links of both; a user without one counts with nothing in either arm, so the effect is that on all users reached. Where users did something before, that is held against what they
/// did since (CUPED). O(lists + events of both sides).
/// </summary>
/// <param name="lists">Lists shown.</param>
/// <param name="outcomes">What was done.</param>
/// <param name="links">Who is who on the other side.</param>
/// <param name="catalog">Knows prices.</param>
/// <param name="clock">The clock.</param>
public sealed class OutcomeReader(
    IImpressionStore lists,
    IOutcomeStore outcomes,
    ILinkStore links,
    ICatalogStore catalog,
    TimeProvider clock
)
{
    private static readonly (OutcomeMeasureKind Kind, OutcomeSide Side)[] Asked =
    [
        (OutcomeMeasureKind.Sales, OutcomeSide.Both),
        (OutcomeMeasureKind.Newcomers, OutcomeSide.Promoted),
        (OutcomeMeasureKind.Buyers, OutcomeSide.Promoted),
        (OutcomeMeasureKind.Sales, OutcomeSide.Promoted),
        (OutcomeMeasureKind.Activity, OutcomeSide.Promoted),
        (OutcomeMeasureKind.Returned, OutcomeSide.Host),
        (OutcomeMeasureKind.Buyers, OutcomeSide.Host),
        (OutcomeMeasureKind.Sales, OutcomeSide.Host),
        (OutcomeMeasureKind.Activity, OutcomeSide.Host),
        (OutcomeMeasureKind.Searches, OutcomeSide.Host),
        (OutcomeMeasureKind.SearchShare, OutcomeSide.Promoted),
        (OutcomeMeasureKind.MentionShare, OutcomeSide.Promoted),
    ];

    /// <summary>Of fewer users of an arm who did any of it, a share's interval would promise too much.</summary>
    private const int FewestOfShare = 30;

    /// <summary>What a campaign caused so far.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="delivery">How it was delivered.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public CampaignOutcome Read(Campaign campaign, CampaignDelivery delivery, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(delivery);
        var definition = CampaignDefinition.Of(campaign.DefinitionJson);
        var (host, promoted) = (definition.HostOf(campaign.Owner), definition.PromotedOf(campaign.Owner));
        var now = clock.GetUtcNow().AddMicroseconds(1);
        var end = EndOf(campaign, definition).AddDays(definition.AttributionDays);
        var until = end < now ? end : now;
        var users = new ReachedUsers(campaign.Name, lists.ShownSince(host, definition.StartsAt, cancellation), until);
        if (definition.HoldoutShare <= 0)
        {
            return new CampaignOutcome(
                campaign,
                definition,
                definition.StartsAt,
                until,
                end < now,
                users.Reached,
                0,
                0,
                null,
                [],
                delivery
            );
        }
        var split = SampleRatioCheck.Of([users.HeldOut, users.Reached], [definition.HoldoutShare, 1 - definition.HoldoutShare]);
        (string User, bool IsHeldOut, DateTimeOffset First)[] counted = [.. users.Counted];
        DateTimeOffset[] firsts = [.. counted.Select(each => each.First)];
        var hostPlaces = counted.Index().ToDictionary(each => each.Item.User, each => each.Index, StringComparer.Ordinal);
        var ours = Doings(host, hostPlaces, firsts, definition, until, cancellation);
        var theirs = Doings(promoted, Linked(host, promoted, hostPlaces), firsts, definition, until, cancellation);
        MetricQuestion[] questions =
        [
            .. Asked.Select(asked => new MetricQuestion(
                OutcomeTexts.NameOf(asked.Kind, asked.Side, definition.Currency),
                IsShare(asked.Kind) ? ShareOf(asked.Kind, counted, ours, theirs) : ReadingOf(asked, counted, ours, theirs, until)
            )
            {
                // The campaign is judged by what both sides sold and by who came over; the rest is looked around in.
                IsGoal = asked is (OutcomeMeasureKind.Sales, OutcomeSide.Both) or (OutcomeMeasureKind.Buyers, OutcomeSide.Promoted),
            }),
        ];
        var report = ExperimentReport.Of(split, questions);
        return new CampaignOutcome(
            campaign,
            definition,
            definition.StartsAt,
            until,
            end < now,
            users.Reached,
            users.HeldOut,
            users.Crossed,
            split,
            [
                .. Asked.Select(
                    (asked, place) =>
                        new OutcomeMeasure(
                            asked.Kind,
                            asked.Side,
                            report.Metrics[place],
                            IsShare(asked.Kind) ? null : Total(questions[place], users.Reached, split)
                        )
                ),
            ],
            delivery
        );
    }

    /// <summary>When it ended: by its window, or by who ended it before.</summary>
    private static DateTimeOffset EndOf(Campaign campaign, CampaignDefinition definition)
    {
        var ended = CampaignShelf.HistoryOf(campaign).LastOrDefault(step => step.Action is "stop" or "kill");
        return ended is not null && ended.At < definition.EndsAt ? ended.At : definition.EndsAt;
    }

    private SideDoings Doings(
        string domain,
        Dictionary<string, int> places,
        DateTimeOffset[] firsts,
        CampaignDefinition definition,
        DateTimeOffset until,
        CancellationToken cancellation
    )
    {
        var prices = catalog
            .ItemsOf(domain)
            .Where(item => item.PriceMinorUnits > 0 && string.Equals(item.Currency, definition.Currency, StringComparison.Ordinal))
            .ToDictionary(
                item => item.ItemId,
                item => (double)CurrencyUnits.ToMajor(item.PriceMinorUnits!.Value, item.Currency),
                StringComparer.Ordinal
            );
        var doings = new SideDoings(places, firsts, item => prices.GetValueOrDefault(item));
        foreach (var outcome in outcomes.Outcomes(domain, DateTimeOffset.UnixEpoch, until, cancellation))
        {
            doings.Add(outcome, definition.StartsAt);
        }
        return doings;
    }

    private Dictionary<string, int> Linked(string host, string promoted, Dictionary<string, int> places)
    {
        var linked = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var link in links.Between(host, promoted))
        {
            if (places.TryGetValue(link.FirstUser, out var place))
            {
                linked[link.SecondUser] = place;
            }
        }
        return linked;
    }

    private static EffectReading ReadingOf(
        (OutcomeMeasureKind Kind, OutcomeSide Side) asked,
        (string User, bool IsHeldOut, DateTimeOffset First)[] counted,
        SideDoings ours,
        SideDoings theirs,
        DateTimeOffset until
    )
    {
        var (held, shown) = (new UnitMoments(), new UnitMoments());
        for (var place = 0; place < counted.Length; place++)
        {
            if (asked.Kind == OutcomeMeasureKind.Returned && counted[place].First + SideDoings.ComesBack > until)
            {
                continue;
            }
            var value = Value(asked, ours, theirs, place, isPrior: false);
            var prior = asked.Kind is OutcomeMeasureKind.Newcomers ? 0 : Value(asked, ours, theirs, place, isPrior: true);
            (counted[place].IsHeldOut ? held : shown).Add(value, prior: prior);
        }
        var estimates = CupedEstimates.Mean([held, shown]).Arms;
        return EffectReadings.FixedHorizon(estimates[0], estimates[1]);
    }

    private static bool IsShare(OutcomeMeasureKind kind) => kind is OutcomeMeasureKind.SearchShare or OutcomeMeasureKind.MentionShare;

    /// <summary>A ratio of sums: what is counted is finer than the users who were put into arms.</summary>
    private static EffectReading ShareOf(
        OutcomeMeasureKind kind,
        (string User, bool IsHeldOut, DateTimeOffset First)[] counted,
        SideDoings ours,
        SideDoings theirs
    )
    {
        (UnitMoments Sums, int Active) held = (new UnitMoments(), 0);
        (UnitMoments Sums, int Active) shown = (new UnitMoments(), 0);
        for (var place = 0; place < counted.Length; place++)
        {
            var (own, promoted) = (Count(ours.Since[place]), Count(theirs.Since[place]));
            ref var arm = ref counted[place].IsHeldOut ? ref held : ref shown;
            arm.Sums.Add(promoted, own + promoted);
            arm.Active += own + promoted > 0 ? 1 : 0;
        }
        return EffectReadings.FixedHorizon(Estimate(held), Estimate(shown));

        int Count(in SideDoings.Doings doings) => kind == OutcomeMeasureKind.SearchShare ? doings.Searches : doings.Mentions;

        static ArmEstimate Estimate((UnitMoments Sums, int Active) arm) =>
            ArmEstimates.Ratio(arm.Sums) is { Shortage: DataShortage.None } known && arm.Active < FewestOfShare
                ? known with
                {
                    Shortage = DataShortage.FewActive,
                }
                : ArmEstimates.Ratio(arm.Sums);
    }

    private static double Value(
        (OutcomeMeasureKind Kind, OutcomeSide Side) asked,
        SideDoings ours,
        SideDoings theirs,
        int place,
        bool isPrior
    ) =>
        asked.Side switch
        {
            OutcomeSide.Both => Value(asked.Kind, ours, place, isPrior) + Value(asked.Kind, theirs, place, isPrior),
            OutcomeSide.Host => Value(asked.Kind, ours, place, isPrior),
            _ => Value(asked.Kind, theirs, place, isPrior),
        };

    private static double Value(OutcomeMeasureKind kind, SideDoings side, int place, bool isPrior)
    {
        ref readonly var doings = ref (isPrior ? side.Prior : side.Since)[place];
        return kind switch
        {
            OutcomeMeasureKind.Activity => doings.Events,
            // Whoever was there before the campaign is likelier to come back.
            OutcomeMeasureKind.Returned => isPrior ? Math.Min(doings.Events, 1) : Convert.ToDouble(doings.IsBack),
            OutcomeMeasureKind.Searches => doings.Searches,
            OutcomeMeasureKind.Newcomers => doings.Events > 0 && !side.IsKnownBefore[place] ? 1 : 0,
            OutcomeMeasureKind.Buyers => Convert.ToDouble(doings.IsBuyer),
            _ => doings.Sales,
        };
    }

    private static EffectInterval? Total(MetricQuestion question, long reached, SampleRatioCheck split) =>
        !split.IsBroken && question.Reading.Absolute is { } one
            ? new EffectInterval(one.Value * reached, one.Low * reached, one.High * reached)
            : null;
}
