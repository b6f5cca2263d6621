using Kuajie.Marketing.Partners;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Partners;

/// <summary>Aggregates of partners as tables: one of counts, one of tags, one of prices.</summary>
/// <param name="Aggregates">Counts, a row per partner; null for none.</param>
/// <param name="Tags">Interactions by tag; null for none.</param>
/// <param name="Prices">Prices; null for none.</param>
public sealed record AggregateTables(Table? Aggregates, Table? Tags, Table? Prices)
{
    /// <summary>Reads the tables over what is known already: what a table says of a partner takes the place of that part alone. Partners in the order of their first mention.</summary>
    /// <param name="known">What is known from elsewhere, for example from a workspace.</param>
    /// <param name="currency">Currency of the prices.</param>
    /// <exception cref="Faults.KuajieException">A value does not fit.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several do not.</exception>
    public IReadOnlyList<PartnerAggregates> Read(IReadOnlyList<PartnerAggregates> known, string currency)
    {
        var faults = new InputFaults();
        var partners = new KnownPartners(known);
        ReadCounts(partners, faults);
        ReadTags(partners, faults);
        ReadPrices(partners, currency, faults);
        faults.ThrowIfAny();
        return partners.All;
    }

    private void ReadCounts(KnownPartners partners, InputFaults faults)
    {
        if (Aggregates is null)
        {
            return;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in new TableReading(Aggregates, PartnerColumns.Aggregates, faults).Rows)
        {
            var name = row.Text("partner");
            if (name.Length > 0 && !seen.Add(name))
            {
                row.Note("partner-twice", "PartnerTwice", name);
            }
            partners.Change(
                name,
                each =>
                    each with
                    {
                        OwnAudience = row.CountOrNone("own_audience") ?? each.OwnAudience,
                        PartnerAudience = row.CountOrNone("partner_audience") ?? each.PartnerAudience,
                        Shared = Tally(row, "shared", each.Shared),
                        New = Tally(row, "new", each.New),
                        LinkedTakers = Tally(row, "linked_takers", each.LinkedTakers),
                        AllTakers = Tally(row, "all_takers", each.AllTakers),
                        Positive = Tally(row, "positive", each.Positive),
                        Incidents = Tally(row, "incidents", each.Incidents),
                    }
            );
        }
    }

    private static Tally Tally(TableRowReading row, string column, Tally known)
    {
        var (hits, of) = (row.CountOrNone(column), row.CountOrNone($"{column}_of"));
        if (hits is null && of is null)
        {
            return known;
        }
        if (hits is null || of is null || hits > of)
        {
            row.Note("half-a-tally", "HalfTally", column, hits, of);
        }
        return new Tally(hits ?? 0, of ?? 0);
    }

    private void ReadTags(KnownPartners partners, InputFaults faults)
    {
        var counts = new Dictionary<(string Partner, bool IsOwn), Dictionary<string, long>>();
        foreach (var row in Tags is null ? [] : new TableReading(Tags, PartnerColumns.Tags, faults).Rows)
        {
            var key = (row.Text("partner"), IsOwn(row));
            counts.TryAdd(key, new Dictionary<string, long>(StringComparer.Ordinal));
            var tag = row.Text("tag");
            counts[key][tag] = counts[key].GetValueOrDefault(tag) + row.Count("count");
        }
        foreach (var ((partner, isOwn), tags) in counts)
        {
            partners.Change(partner, each => isOwn ? each with { OwnTags = tags } : each with { PartnerTags = tags });
        }
    }

    private void ReadPrices(KnownPartners partners, string currency, InputFaults faults)
    {
        var prices = new Dictionary<(string Partner, bool IsOwn), List<(double Log, long Count)>>();
        foreach (var row in Prices is null ? [] : new TableReading(Prices, PartnerColumns.Prices, faults).Rows)
        {
            var key = (row.Text("partner"), IsOwn(row));
            _ = row.Text("price");
            var price = row.AmountOrNone("price", currency);
            if (price == 0)
            {
                row.Wrong("price", row.Text("price"), "PaidPrice");
            }
            prices.TryAdd(key, []);
            prices[key].Add((Math.Log(Math.Max(1, price ?? 1)), row.CountOrNone("count") ?? 1));
        }
        foreach (var ((partner, isOwn), logs) in prices)
        {
            var profile = Profile(logs);
            partners.Change(partner, each => isOwn ? each with { OwnPrices = profile } : each with { PartnerPrices = profile });
        }
    }

    /// <summary>Mean and standard deviation of the logarithms; nothing known where all prices are alike, since they tell nothing of a spread.</summary>
    private static PriceProfile Profile(List<(double Log, long Count)> logs)
    {
        var count = logs.Sum(each => each.Count);
        if (count < 2)
        {
            return default;
        }
        var mean = logs.Sum(each => each.Count * each.Log) / count;
        var deviation = Math.Sqrt(logs.Sum(each => each.Count * (each.Log - mean) * (each.Log - mean)) / (count - 1));
        return deviation > 1e-9 ? new PriceProfile(mean, deviation, count) : default;
    }

    private static bool IsOwn(TableRowReading row)
    {
        var side = row.Text("side");
        if (side is "own" or "我方")
        {
            return true;
        }
        if (side is not ("partner" or "合作方" or ""))
        {
            row.Wrong("side", side, "Side");
        }
        return false;
    }

    private sealed class KnownPartners(IReadOnlyList<PartnerAggregates> known)
    {
        private readonly List<PartnerAggregates> partners = [.. known];

        public List<PartnerAggregates> All => partners;

        public void Change(string name, Func<PartnerAggregates, PartnerAggregates> change)
        {
            if (name.Length == 0)
            {
                // The row is read all the same, for its other faults.
                change(new PartnerAggregates(name, 0, 0));
                return;
            }
            var place = partners.FindIndex(each => string.Equals(each.Partner, name, StringComparison.Ordinal));
            if (place < 0)
            {
                partners.Add(new PartnerAggregates(name, 0, 0));
                place = partners.Count - 1;
            }
            partners[place] = change(partners[place]);
        }
    }
}
