using System.Text.Json;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Messages;

namespace Kuajie.Platform.Campaigns.Offers;

/// <summary>What an offer gives. The number is stored; never renumber.</summary>
public enum OfferKind
{
    /// <summary>An amount off.</summary>
    Coupon = 1,

    /// <summary>Several items together.</summary>
    Bundle = 2,

    /// <summary>A benefit of members.</summary>
    MembershipBenefit = 3,

    /// <summary>Days to try.</summary>
    TrialDays = 4,

    /// <summary>A course of both sides.</summary>
    JointCourse = 5,
}

/// <summary>An offer of a campaign as it is kept. What it is worth stands in its words and its detail: it is given by whoever redeems the code, not by this service.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Name">Its name, unique in the campaign.</param>
/// <param name="Kind">What it gives.</param>
/// <param name="DetailJson">An <see cref="OfferDetail"/>.</param>
/// <param name="ExpiresAt">Until when its codes may be redeemed.</param>
/// <param name="ChangedAt">When it was changed last.</param>
public sealed record Offer(
    string CampaignId,
    string Name,
    OfferKind Kind,
    string DetailJson,
    DateTimeOffset ExpiresAt,
    DateTimeOffset ChangedAt
);

/// <summary>What an offer gives, in detail.</summary>
/// <param name="English">Its words in English.</param>
/// <param name="Chinese">Its words in Chinese.</param>
public sealed record OfferDetail(CreativeWords English, CreativeWords Chinese)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A coupon's amount, in minor units of the campaign's currency; null for other kinds.</summary>
    public long? AmountMinorUnits { get; init; }

    /// <summary>Days of a trial; null for other kinds.</summary>
    public int? Days { get; init; }

    /// <summary>Items of a bundle or a joint course; empty for other kinds.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static OfferDetail Of(string json) => JsonSerializer.Deserialize<OfferDetail>(json, Json)!;
}

/// <summary>A code of an offer: redeemed once.</summary>
/// <param name="Code">The code, unique for ever.</param>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Offer">The offer's name.</param>
/// <param name="RedeemedAt">When it was redeemed, or null.</param>
/// <param name="RequestId">The caller's id of the redemption, or null.</param>
public sealed record OfferCode(string Code, string CampaignId, string Offer, DateTimeOffset? RedeemedAt, string? RequestId);

/// <summary>Where offers and their codes are kept. One conformance suite runs on every implementation.</summary>
public interface IOfferStore
{
    /// <summary>The offers of a campaign, in name order.</summary>
    IReadOnlyList<Offer> Of(string campaignId);

    /// <summary>Stores an offer in place of the one of its name.</summary>
    void Put(Offer offer);

    /// <summary>Stores codes that nobody has, and what tells of them, in one transaction.</summary>
    /// <returns>Those that somebody has already; where there are any, nothing of the call is stored.</returns>
    IReadOnlyList<string> AddCodes(IReadOnlyList<OfferCode> codes, IReadOnlyList<Message> messages);

    /// <summary>A code, or null.</summary>
    OfferCode? Find(string code);

    /// <summary>Redeems a code that is not redeemed yet, and stores what tells of it, in one transaction. Of several at once, one is told true.</summary>
    bool TryRedeem(string code, DateTimeOffset at, string? requestId, IReadOnlyList<Message> messages);

    /// <summary>How many codes an offer has, and how many were redeemed.</summary>
    OfferCount CountOf(string campaignId, string offer);
}

/// <summary>Codes of an offer.</summary>
/// <param name="Codes">How many there are.</param>
/// <param name="Redeemed">How many were redeemed.</param>
public sealed record OfferCount(long Codes, long Redeemed);
