namespace Kuajie.Client.Campaigns;

/// <summary>A place to be filled by a campaign.</summary>
/// <param name="Slot">The placement.</param>
/// <param name="User">Who looks at it; left out for a visitor.</param>
/// <param name="Session">In which visit; must be there where the user is not.</param>
/// <param name="Request">The caller's id of the request, up to 100 characters: whoever asks again with it has the same answer, and the campaign pays once.</param>
/// <param name="Language">The language of the words: <c>en</c> or <c>zh-Hans</c>; that of the request's header where left out.</param>
/// <param name="Explain">Whether to tell why campaigns were not shown.</param>
public sealed record DecisionRequest(
    string Slot,
    string? User = null,
    string? Session = null,
    string? Request = null,
    string? Language = null,
    bool? Explain = null
);

/// <summary>What fills a place; without a decision it stays empty.</summary>
/// <param name="Decision">The id of the impression. Events name it as their <c>list</c>; they are what came of it.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="Creative">What to show.</param>
/// <param name="Propensity">The probability with which the creative was chosen.</param>
/// <param name="HeldOutOf">Campaigns that would have been shown had the user not been held out.</param>
/// <param name="Reasons">Why campaigns were not shown, where that was asked.</param>
public sealed record DecisionResponse(
    string? Decision = null,
    string? Campaign = null,
    DecidedCreative? Creative = null,
    double? Propensity = null,
    IReadOnlyList<string>? HeldOutOf = null,
    IReadOnlyList<DecisionReasonResponse>? Reasons = null
);

/// <summary>What to show.</summary>
/// <param name="Name">Its name in the campaign.</param>
/// <param name="Title">The title.</param>
/// <param name="Text">What stands under it; may be empty.</param>
/// <param name="Domain">The domain that is shown.</param>
/// <param name="Link">Where it leads.</param>
/// <param name="Item">The item that it is about.</param>
public sealed record DecidedCreative(string Name, string Title, string Text, string Domain, string? Link = null, string? Item = null);

/// <summary>Why a campaign was not shown.</summary>
/// <param name="Code">Stable name for programs.</param>
/// <param name="Sentence">In words.</param>
/// <param name="Campaign">The campaign.</param>
public sealed record DecisionReasonResponse(string Code, string Sentence, string? Campaign = null);
