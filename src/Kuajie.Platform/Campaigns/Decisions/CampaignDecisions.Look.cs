using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <content>What is under way while one place is filled.</content>
public sealed partial class CampaignDecisions
{
    /// <summary>A decision on its way to the disk.</summary>
    private sealed record Pending(
        ReadyCampaign Campaign,
        CampaignTally Tally,
        string SeenUnit,
        long Held,
        string[] HeldOutOf,
        Decision Decision
    )
    {
        /// <summary>As it is on the disk.</summary>
        public Decision? Stored { get; set; }
    }

    /// <summary>One query while it is answered.</summary>
    private sealed class Look(DecisionQuery query, DateTimeOffset now, string id)
    {
        public const string SlotName = "campaign";
        private readonly List<DecisionReason> reasons = [];
        private readonly List<string> heldOutOf = [];
        private UserProfile? profile;
        private bool isProfileKnown;

        public DecisionQuery Query => query;

        public DateTimeOffset Now => now;

        public string Id => id;

        /// <summary>Who is put into holdouts and rollouts.</summary>
        public string Unit { get; } = UnitOf(query.UserId, query.SessionId);

        /// <summary>Whose impressions are counted.</summary>
        public string SeenUnit { get; } = SeenCounts.UnitOf(query.UserId, query.SessionId);

        public List<string> HeldOutOf => heldOutOf;

        public IReadOnlyList<DecisionReason> Reasons =>
            !query.IsExplained ? []
            : reasons.Count == 0 ? [new DecisionReason(null, DecisionReason.NoCampaign)]
            : reasons;

        public void Refused(ReadyCampaign campaign, string code)
        {
            if (code == DecisionReason.HeldOut)
            {
                heldOutOf.Add(campaign.Campaign.Name);
            }
            if (query.IsExplained)
            {
                reasons.Add(new DecisionReason(campaign.Campaign.Name, code));
            }
        }

        /// <summary>Those that nobody looked at any more came after the one that is shown.</summary>
        public void Outrank(IEnumerable<ReadyCampaign> all, ReadyCampaign shown)
        {
            if (query.IsExplained)
            {
                var told = reasons.Select(each => each.Campaign).Append(shown.Campaign.Name).ToHashSet(StringComparer.Ordinal);
                reasons.AddRange(
                    all.Where(each => !told.Contains(each.Campaign.Name))
                        .Select(each => new DecisionReason(each.Campaign.Name, DecisionReason.Outranked))
                );
            }
        }

        public UserProfile? Profile(AudienceProfiles profiles)
        {
            if (!isProfileKnown)
            {
                (profile, isProfileKnown) = (profiles.Profile(query.Domain, query.UserId!), true);
            }
            return profile;
        }

        public Decision Decision(
            ReadyCampaign campaign,
            Algorithms.Bandits.BanditChoice choice,
            double[]? propensities,
            int day,
            double[]? context
        ) =>
            new(
                id,
                campaign.Campaign.CampaignId,
                query.Domain,
                now,
                day,
                query.Slot,
                query.UserId,
                query.SessionId,
                campaign.Definition.Creatives[choice.Arm].Name,
                choice.Propensity,
                0,
                query.RequestId,
                context is null ? null : UserContext.ToJson(context),
                propensities is null ? null : UserContext.ToJson(propensities)
            );

        /// <summary>That somebody would have been shown something: what readings of the effect compare with.</summary>
        public Impression NothingShown() =>
            new(
                id,
                now,
                query.Domain,
                query.UserId,
                query.SessionId,
                query.Slot,
                string.Join(',', heldOutOf.Select(name => CampaignArms.Of(name, CampaignArms.Holdout))),
                []
            );
    }
}
