using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Platform.Messages;

namespace Kuajie.Conformance.InMemory;

/// <summary>Offers in memory.</summary>
public sealed class InMemoryOfferStore : IOfferStore
{
    private readonly Lock changing = new();
    private readonly Dictionary<(string Campaign, string Name), Offer> offers = [];
    private readonly Dictionary<string, OfferCode> codes = new(StringComparer.Ordinal);

    /// <summary>What was told.</summary>
    public List<Message> Messages { get; } = [];

    public IReadOnlyList<Offer> Of(string campaignId)
    {
        lock (changing)
        {
            return [.. offers.Values.Where(each => each.CampaignId == campaignId).OrderBy(each => each.Name, StringComparer.Ordinal)];
        }
    }

    public void Put(Offer offer)
    {
        lock (changing)
        {
            offers[(offer.CampaignId, offer.Name)] = offer;
        }
    }

    public IReadOnlyList<string> AddCodes(IReadOnlyList<OfferCode> codes, IReadOnlyList<Message> messages)
    {
        lock (changing)
        {
            string[] taken = [.. codes.Select(each => each.Code).Where(this.codes.ContainsKey).Order(StringComparer.Ordinal)];
            foreach (var code in taken.Length == 0 ? codes : [])
            {
                this.codes.Add(code.Code, code);
            }
            Messages.AddRange(taken.Length == 0 ? messages : []);
            return taken;
        }
    }

    public OfferCode? Find(string code)
    {
        lock (changing)
        {
            return codes.GetValueOrDefault(code);
        }
    }

    public bool TryRedeem(string code, DateTimeOffset at, string? requestId, IReadOnlyList<Message> messages)
    {
        lock (changing)
        {
            if (!codes.TryGetValue(code, out var known) || known.RedeemedAt is not null)
            {
                return false;
            }
            codes[code] = known with { RedeemedAt = at, RequestId = requestId };
            Messages.AddRange(messages);
            return true;
        }
    }

    public OfferCount CountOf(string campaignId, string offer)
    {
        lock (changing)
        {
            var own = codes.Values.Where(each => each.CampaignId == campaignId && each.Offer == offer).ToArray();
            return new OfferCount(own.Length, own.Count(each => each.RedeemedAt is not null));
        }
    }
}
