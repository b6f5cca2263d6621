using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Audience;

namespace Kuajie.Marketing.Tests.Audience;

/// <summary>
/// Invented people with tastes for tags of two domains. Some do little and some do much, on both sides alike, which connects every pair of tags; the planted pairs go together beyond that: of
/// those with the first, so many have the second too.
/// </summary>
internal sealed record TasteWorld(int People, int Tags, int Planted, double Pull)
{
    private static readonly double[] Activity = [0.03, 0.07, 0.16];

    public static string FromTag(int tag) => $"from {tag:00}";

    public static string ToTag(int tag) => $"to {tag:00}";

    public bool IsPlanted(string from, string to) =>
        from[^2..] == to[^2..] && int.Parse(from[^2..], System.Globalization.CultureInfo.InvariantCulture) < Planted;

    public TagCounts Counts(ulong seed, bool isStratified = true)
    {
        var random = new SplittableRandom(seed);
        var strata = Enumerable.Range(0, isStratified ? Activity.Length : 1).Select(_ => new Stratum(Tags)).ToArray();
        for (var person = 0; person < People; person++)
        {
            var level = random.NextInteger(Activity.Length);
            var (from, to) = (new bool[Tags], new bool[Tags]);
            for (var tag = 0; tag < Tags; tag++)
            {
                from[tag] = random.NextDouble() < Activity[level];
                to[tag] = random.NextDouble() < Activity[level] || (tag < Planted && from[tag] && random.NextDouble() < Pull);
            }
            strata[isStratified ? level : 0].Add(from, to);
        }
        string[] fromTags = [.. Enumerable.Range(0, Tags).Select(FromTag)];
        return new TagCounts(fromTags, [.. Enumerable.Range(0, Tags).Select(ToTag)], [.. strata.Select(stratum => stratum.Counts())]);
    }

    private sealed class Stratum(int tags)
    {
        private readonly long[] fromPeople = new long[tags];
        private readonly long[] toPeople = new long[tags];
        private readonly Dictionary<(int, int), long> both = [];
        private long people;

        public void Add(bool[] from, bool[] to)
        {
            people++;
            for (var first = 0; first < tags; first++)
            {
                fromPeople[first] += from[first] ? 1 : 0;
                toPeople[first] += to[first] ? 1 : 0;
                for (var second = 0; second < tags; second++)
                {
                    if (from[first] && to[second])
                    {
                        both[(first, second)] = both.GetValueOrDefault((first, second)) + 1;
                    }
                }
            }
        }

        public TagStratum Counts() => new(people, fromPeople, toPeople, both);
    }
}
