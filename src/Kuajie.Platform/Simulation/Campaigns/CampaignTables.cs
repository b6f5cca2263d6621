using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Simulation.Campaigns;

/// <summary>Simulated campaigns as tables, each named after the file it becomes.</summary>
public static class CampaignTables
{
    private static readonly TableColumn[] EffectColumns = Columns(
        "campaign",
        "measure",
        "side",
        "true_effect",
        "true_lift",
        "observed_effect",
        "observed_effect_low",
        "observed_effect_high",
        "is_covered",
        "observed_lift",
        "observed_lift_low",
        "observed_lift_high",
        "is_lift_covered"
    );

    private static readonly TableColumn[] CreativeColumns = Columns(
        "campaign",
        "creative",
        "true_click",
        "true_conversion",
        "true_search",
        "true_mention",
        "impressions",
        "clicks",
        "conversions",
        "goal",
        "is_best",
        "regret",
        "regret_uniform",
        "regret_fixed",
        "true_alone",
        "preview_alone",
        "preview_alone_low",
        "preview_alone_high",
        "is_preview_covered"
    );

    /// <summary>True and observed effects: <c>campaign-effects.csv</c>.</summary>
    public static Table Effects(IReadOnlyList<SimulatedCampaignReport> campaigns) =>
        TableWriting.Of(
            "campaign-effects.csv",
            EffectColumns,
            campaigns.SelectMany(campaign =>
                campaign.Effects.Select(each =>
                    new object?[]
                    {
                        campaign.Name,
                        $"{each.Kind}",
                        $"{each.Side}",
                        each.Truth,
                        each.TrueLift,
                        each.Observed?.Value,
                        each.Observed?.Low,
                        each.Observed?.High,
                        each.IsCovered,
                        each.ObservedLift?.Value,
                        each.ObservedLift?.Low,
                        each.ObservedLift?.High,
                        each.IsLiftCovered,
                    }
                )
            )
        );

    /// <summary>Creatives with what is true of them, and what the choice among them gave away: <c>campaign-creatives.csv</c>.</summary>
    public static Table Creatives(IReadOnlyList<SimulatedCampaignReport> campaigns) =>
        TableWriting.Of(
            "campaign-creatives.csv",
            CreativeColumns,
            campaigns.SelectMany(campaign =>
                campaign.Creatives.Select(each =>
                    new object?[]
                    {
                        campaign.Name,
                        each.Name,
                        each.Click,
                        each.Conversion,
                        each.Search,
                        each.Mention,
                        each.Impressions,
                        each.Clicks,
                        each.Conversions,
                        $"{campaign.Goal}",
                        each.Name == campaign.Regret.Best,
                        campaign.Regret.GivenAway,
                        campaign.Regret.Uniform,
                        campaign.Regret.Fixed,
                        each.Goal,
                        each.Alone?.Value,
                        each.Alone?.Low,
                        each.Alone?.High,
                        each.IsCovered,
                    }
                )
            )
        );

    private static TableColumn[] Columns(params string[] names) => [.. names.Select(name => new TableColumn(name, name))];
}
