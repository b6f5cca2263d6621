using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Campaigns.Previews;

/// <summary>What previews of campaigns say in words, in the current language.</summary>
public static class PreviewTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(PreviewTexts));

    /// <summary>The name of a way to choose creatives.</summary>
    public static string NameOf(CampaignPreview preview, PolicyOfCampaign policy)
    {
        ArgumentNullException.ThrowIfNull(preview);
        ArgumentNullException.ThrowIfNull(policy);
        var isFirst = ReferenceEquals(policy, preview.Policies[0]);
        var name = Source.Format(policy.Choice == PreviewedChoice.Only && isFirst ? "First" : $"{policy.Choice}", policy.Creative);
        return policy.IsPresent ? Source.Format("Present", name) : name;
    }

    /// <summary>Why nothing can be said, and what to do.</summary>
    public static string Of(PreviewShortage shortage) => Source.Format($"{shortage}");

    /// <summary>What has to be known to read a preview.</summary>
    public static IEnumerable<string> NotesOf(CampaignPreview preview)
    {
        ArgumentNullException.ThrowIfNull(preview);
        if (preview.Policies.Count > 0)
        {
            yield return Source.Format("Together", preview.Confidence);
        }
        if (preview.Unsettled > 0)
        {
            yield return Source.Format(
                preview.Definition.Goal == CampaignGoal.Click ? "UnsettledClicks" : "UnsettledConversions",
                preview.Unsettled,
                preview.Definition.AttributionDays
            );
        }
        if (preview.Unrecorded > 0)
        {
            yield return Source.Format("Unrecorded", preview.Unrecorded);
        }
    }
}
