namespace Kuajie.Client.Campaigns;

/// <summary>What an offer of a campaign gives. It is given by whoever redeems a code of it.</summary>
/// <param name="Kind"><c>coupon</c>, <c>bundle</c>, <c>membershipBenefit</c>, <c>trialDays</c> or <c>jointCourse</c>.</param>
/// <param name="English">Its words in English.</param>
/// <param name="Chinese">Its words in Chinese.</param>
/// <param name="ExpiresAt">Until when its codes may be redeemed.</param>
/// <param name="AmountMinorUnits">A coupon's amount, in minor units of the campaign's currency.</param>
/// <param name="Days">Days of a trial.</param>
/// <param name="Items">Items of a bundle (two or more) or a joint course.</param>
public sealed record OfferRequest(
    string Kind,
    CreativeWordsRequest English,
    CreativeWordsRequest Chinese,
    DateTimeOffset ExpiresAt,
    long? AmountMinorUnits = null,
    int? Days = null,
    IReadOnlyList<string>? Items = null
);

/// <summary>An offer of a campaign.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What it gives.</param>
/// <param name="Codes">How many codes it has.</param>
/// <param name="Redeemed">How many were redeemed.</param>
/// <param name="ChangedAt">When it was changed last.</param>
public sealed record OfferResponse(string Name, OfferRequest Definition, long Codes, long Redeemed, DateTimeOffset ChangedAt);

/// <summary>Codes for an offer: made, or brought along.</summary>
/// <param name="Count">How many to make, 1 … 10,000; left out where codes are brought.</param>
/// <param name="Codes">1 … 10,000 codes of one's own, 4 … 64 letters, digits and dashes each, all or none of which are taken.</param>
public sealed record OfferCodesRequest(int? Count = null, IReadOnlyList<string>? Codes = null);

/// <summary>Codes that an offer has now.</summary>
/// <param name="Added">How many were added.</param>
/// <param name="Codes">Those that were made: they are told once.</param>
public sealed record OfferCodesResponse(int Added, IReadOnlyList<string>? Codes = null);

/// <summary>A code that somebody hands in.</summary>
/// <param name="Code">As it was typed: capitals and spaces around it do not matter.</param>
/// <param name="Request">The caller's id of the redemption: whoever asks again with it is told the same.</param>
public sealed record RedemptionRequest(string Code, string? Request = null);

/// <summary>A code that was redeemed.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Offer">The offer.</param>
/// <param name="Title">Its title, in the asked language.</param>
/// <param name="Text">What stands under it.</param>
/// <param name="Definition">What it gives.</param>
/// <param name="RedeemedAt">When it was redeemed.</param>
public sealed record RedemptionResponse(
    string Campaign,
    string Offer,
    string Title,
    string Text,
    OfferRequest Definition,
    DateTimeOffset RedeemedAt
);
