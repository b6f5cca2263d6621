using System.Text.Json;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Faults;
using Kuajie.Platform.SampleWorld;

namespace Kuajie.Platform.Simulation.Campaigns;

/// <summary>What is wrong with the campaigns of a scenario, found before anybody begins to act.</summary>
internal static class CampaignsOfScenario
{
    /// <exception cref="KuajieException">A definition cannot be read or agreed on, or the truth names other creatives; all faults at once.</exception>
    public static void ThrowIfWrong(SimulationScenario scenario)
    {
        KuajieException[] faults = [.. scenario.Campaigns.Index().SelectMany(each => Faults($"campaigns[{each.Index}]", each.Item))];
        if (faults.Length > 0)
        {
            throw faults.Length == 1 ? faults[0] : new SeveralFaultsException(faults);
        }
    }

    private static IEnumerable<KuajieException> Faults(string where, ScenarioCampaign campaign)
    {
        CampaignDefinition definition;
        try
        {
            definition = CampaignDefinition.Read(campaign.Definition.GetRawText());
        }
        catch (JsonException unreadable)
        {
            var place = FormattableString.Invariant($"{unreadable.LineNumber + 1}:{unreadable.BytePositionInLine + 1}");
            return [SimulationTexts.UnreadableCampaign($"{where}.definition", unreadable.Path, place)];
        }
        var owner = campaign.Owner == "partner" ? new WorldOptions().Scenario : World.KnowledgeDomain;
        string[] shown = [.. definition.Creatives.Select(each => each.Name).Order(StringComparer.Ordinal)];
        string[] known = [.. campaign.Truth.Select(each => each.Creative).Order(StringComparer.Ordinal)];
        return
        [
            .. CampaignRules.Faults(owner, campaign.Name, definition),
            .. CampaignRules.PastFaults(definition, SimulatedWorld.Start),
            .. known.SequenceEqual(shown)
                ? []
                : (KuajieException[])
                    [SimulationTexts.CreativesDiffer($"{where}.truth", string.Join(", ", known), string.Join(", ", shown))],
        ];
    }
}
