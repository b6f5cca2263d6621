using Kuajie.Marketing.Response;

namespace Kuajie.Platform.Audience;

/// <summary>
/// Goes through a record once, forward in time, and tells features of moments on the way from what was strictly before them: the same in training and in prediction, so neither can know more than the other.
/// </summary>
internal sealed class ResponseSweep
{
    private readonly ResponseRecord record;
    private readonly ResponseFeatures features;
    private readonly ShownPast shown = new();
    private readonly ShownPlace[] clicked;
    private int nextInteraction;
    private int nextPlace;
    private int nextClick;

    /// <summary>At the beginning of a record.</summary>
    /// <param name="request">The domain whose users are looked at, and its time zone.</param>
    /// <param name="record">What happened.</param>
    public ResponseSweep(ResponseRequest request, ResponseRecord record)
    {
        this.record = record;
        features = new ResponseFeatures(request.Domain, record.Items, TimeZoneInfo.FindSystemTimeZoneById(request.TimeZone));
        clicked = [.. record.Places.Where(place => place.ClickedAt is not null).OrderBy(place => place.ClickedAt)];
    }

    /// <summary>The features of an occasion, in the order of the values.</summary>
    public static IReadOnlyList<ResponseFeature> Features(ResponseOccasion occasion) =>
        occasion == ResponseOccasion.View ? ResponseFeatures.Names : [.. ResponseFeatures.Names, .. ShownAs.Names, .. ShownPast.Names];

    /// <summary>The values of a user and an item at a moment that is none before those asked for until now.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="item">The item.</param>
    /// <param name="at">The moment.</param>
    /// <param name="how">How the item is shown; null for one that is looked at.</param>
    public FeatureValue[] Of(string userId, (string Domain, string ItemId) item, DateTimeOffset at, ShownAs? how)
    {
        LearnBefore(at);
        return how is null
            ? features.At(userId, item, at)
            : features.At(userId, item, at, [.. how.Values(item.Domain), .. shown.Of(userId, item)]);
    }

    private void LearnBefore(DateTimeOffset at)
    {
        for (; nextInteraction < record.Interactions.Length && record.Interactions[nextInteraction].At < at; nextInteraction++)
        {
            features.Learn(record.Interactions[nextInteraction]);
        }
        for (; nextPlace < record.Places.Length && record.Places[nextPlace].At < at; nextPlace++)
        {
            shown.Show(record.Places[nextPlace]);
        }
        for (; nextClick < clicked.Length && clicked[nextClick].ClickedAt < at; nextClick++)
        {
            shown.Click(clicked[nextClick]);
        }
    }
}
