using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Client.Campaigns;
using Kuajie.Platform.Campaigns.Previews;
using Kuajie.Server.Problems;

namespace Kuajie.Server.Campaigns;

/// <summary>Previews of campaigns, as programs read them.</summary>
internal static class PreviewWire
{
    /// <summary>A preview; what would speak of fewer people of another domain than told is left out.</summary>
    public static CampaignPreviewResponse ToResponse(CampaignPreview preview, int fewest)
    {
        var isFew = fewest > 1 && preview.People < fewest;
        return new CampaignPreviewResponse(
            WireWords.Of($"{preview.Definition.Goal}"),
            preview.Decisions,
            preview.Confidence,
            isFew ? [] : [.. preview.Policies.Select(policy => Of(preview, policy, fewest))],
            [.. PreviewTexts.NotesOf(preview)],
            isFew ? null : preview.Logged,
            preview.Shortage is { } shortage ? PreviewTexts.Of(shortage) : null,
            isFew ? fewest : null
        );
    }

    private static PreviewedPolicyResponse Of(CampaignPreview preview, PolicyOfCampaign policy, int fewest)
    {
        var found = policy.Preview;
        var isTold = fewest <= 1 || found.EffectiveSampleSize >= fewest;
        return new PreviewedPolicyResponse(
            WireWords.Of($"{policy.Choice}"),
            PreviewTexts.NameOf(preview, policy),
            policy.IsPresent,
            WireWords.Of($"{found.Kind}"),
            $"{found.Sentence}",
            found.EffectiveSampleSize,
            policy.Creative,
            isTold ? Of(found.SelfNormalized) : null,
            isTold ? Of(found.DoublyRobust) : null,
            Of(found.Difference)
        );
    }

    private static PreviewIntervalResponse? Of(EffectInterval? interval) =>
        interval is { } known ? new PreviewIntervalResponse(known.Value, known.Low, known.High) : null;
}
