namespace Kuajie.Client.Audience;

/// <summary>A response model that is kept, in a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KeptAt">When it was kept.</param>
/// <param name="IsDamaged">Whether it can no longer be read: remove it, or train it again under its name.</param>
/// <param name="Outcome">What is predicted; absent where it is damaged, as is everything that follows.</param>
/// <param name="After">What a row begins with.</param>
/// <param name="Days">How many days after it something counts.</param>
/// <param name="Chosen">The form that was chosen.</param>
/// <param name="TestRows">Rows it was judged on.</param>
/// <param name="Saved">Log loss or squared error saved against the base rate; absent where that was chosen.</param>
public sealed record KeptResponseEntryResponse(
    string Name,
    DateTimeOffset KeptAt,
    bool IsDamaged,
    string? Outcome = null,
    string? After = null,
    double? Days = null,
    string? Chosen = null,
    int? TestRows = null,
    ResponseMetricResponse? Saved = null
);

/// <summary>A response model that is kept, with all that was recorded when it was trained.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KeptAt">When it was kept.</param>
/// <param name="After">What a row begins with.</param>
/// <param name="Days">How many days after it something counts.</param>
/// <param name="Seed">The seed.</param>
/// <param name="TimeZone">Time zone of its part of the day and weekday.</param>
/// <param name="OtherDomains">Other domains whose items it learnt from.</param>
/// <param name="Report">What came of the training: every contender beside the base rate.</param>
/// <param name="Normalisation">How features become numbers, as learnt from the training rows.</param>
/// <param name="Calibration">How scores become probabilities.</param>
public sealed record KeptResponseResponse(
    string Name,
    DateTimeOffset KeptAt,
    string After,
    double Days,
    long Seed,
    string TimeZone,
    IReadOnlyList<string> OtherDomains,
    ResponseModelsResponse Report,
    IReadOnlyList<NormalisedFeatureResponse> Normalisation,
    ResponseCalibrationResponse Calibration
);

/// <summary>A feature as training saw it: a number becomes (value − mean) / deviation, a category a column for each level but the first.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Sort"><c>number</c> or <c>category</c>.</param>
/// <param name="MissingRows">Training rows without a value.</param>
/// <param name="Mean">Mean of a number; absent for a category.</param>
/// <param name="Deviation">Its standard deviation; likewise.</param>
/// <param name="Levels">Levels of a category with rows enough, the commonest first; absent for a number.</param>
public sealed record NormalisedFeatureResponse(
    string Feature,
    string Sort,
    int MissingRows,
    double? Mean = null,
    double? Deviation = null,
    IReadOnlyList<string>? Levels = null
);

/// <summary>How scores become probabilities.</summary>
/// <param name="Form"><c>none</c>, <c>platt</c> (log odds = intercept + slope · score) or <c>isotonic</c> (steps).</param>
/// <param name="Intercept">Of Platt's scaling; absent otherwise.</param>
/// <param name="Slope">Likewise.</param>
/// <param name="Steps">Steps of the isotonic form; absent otherwise.</param>
public sealed record ResponseCalibrationResponse(string Form, double? Intercept = null, double? Slope = null, int? Steps = null);

/// <summary>Users and items whose response is to be predicted: every item for every user.</summary>
/// <param name="Users">Ids of users of the domain.</param>
/// <param name="Items">What would be shown, or looked at.</param>
public sealed record ResponsePredictionsRequest(IReadOnlyList<string> Users, IReadOnlyList<ResponseItemRequest> Items);

/// <summary>An item, and for a model of impressions how it would be shown. What is left out counts as not known.</summary>
/// <param name="Item">Its id.</param>
/// <param name="Domain">Its domain; the path's where left out.</param>
/// <param name="Position">Place in the list, from 1.</param>
/// <param name="Placement">The scene of the list, or the slot of the campaign.</param>
/// <param name="Creative">Campaign and creative, as <c>campaign:creative</c>.</param>
/// <param name="Slot">How it comes to its place: <c>ranked</c>, <c>pinned</c>, <c>promoted</c> ….</param>
/// <param name="Score">The recommender's score.</param>
public sealed record ResponseItemRequest(
    string Item,
    string? Domain = null,
    int? Position = null,
    string? Placement = null,
    string? Creative = null,
    string? Slot = null,
    double? Score = null
);

/// <summary>What a kept model expects now.</summary>
/// <param name="Outcome">What is predicted.</param>
/// <param name="At">The moment: everything before it counts.</param>
/// <param name="Predictions">For each user every item, in the order asked.</param>
public sealed record ResponsePredictionsResponse(string Outcome, DateTimeOffset At, IReadOnlyList<ResponsePredictionResponse> Predictions);

/// <summary>What is expected of a user and an item, and why.</summary>
/// <param name="User">The user, as asked.</param>
/// <param name="Domain">The item's domain.</param>
/// <param name="Item">The item.</param>
/// <param name="IsKnown">Whether the user did anything so far.</param>
/// <param name="Value">The calibrated probability, or the amount.</param>
/// <param name="Score">Base and contributions together: log odds, or the amount.</param>
/// <param name="Base">The score of nobody in particular.</param>
/// <param name="Contributions">What each feature adds to the score, the largest first.</param>
/// <param name="UnknownLevels">Levels that training did not know; they counted as rare ones.</param>
public sealed record ResponsePredictionResponse(
    string User,
    string Domain,
    string Item,
    bool IsKnown,
    double Value,
    double Score,
    double Base,
    IReadOnlyList<ResponseContributionResponse> Contributions,
    IReadOnlyList<string> UnknownLevels
);

/// <summary>What a feature adds to a score.</summary>
/// <param name="Feature">The feature's name for programs.</param>
/// <param name="Words">The feature in words.</param>
/// <param name="Amount">In log odds, or in the unit of the amount.</param>
public sealed record ResponseContributionResponse(string Feature, string Words, double Amount);
