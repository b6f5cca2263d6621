using System.Globalization;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>
/// Which numbers of a profile are compared, in which order: √share of the most usual tags, categories and formats (the root evens out their spread), logarithms of recency, active days,
/// purchases and median price, the share of each quarter of the day and of the weekend, and factors of a recommender where they are given.
/// </summary>
/// <param name="Tags">Tags, the most usual first.</param>
/// <param name="Categories">Categories, likewise.</param>
/// <param name="Formats">Formats, likewise.</param>
/// <param name="FactorCount">Factors per user; 0 for none.</param>
/// <param name="FactorShares">How much of all that users differ in by factors lies in each; where it is left out, as much in one as in the next.</param>
/// <param name="FormatsWhole">What formats count as a whole; where it is left out, as in clusters of earlier versions, they have their part of what tastes count by number, however large.</param>
public sealed record FeatureSchema(
    IReadOnlyList<FeatureName> Tags,
    IReadOnlyList<FeatureName> Categories,
    IReadOnlyList<FeatureName> Formats,
    int FactorCount,
    IReadOnlyList<double>? FactorShares = null,
    double? FormatsWhole = null
)
{
    private const int ActivityCount = 4;
    private const double TastesWhole = 3;

    /// <summary>Formats tell how somebody consumes, not what they like: as a whole they count half as much as activity at most, however few tags stand beside them.</summary>
    private const double MostOfFormats = 0.5;
    private static readonly string[] Behaviour =
    [
        "recency",
        "frequency",
        "purchases",
        "price",
        "night",
        "morning",
        "afternoon",
        "evening",
        "weekend",
    ];

    /// <summary>Names of the features, in order: tag:…, category:…, format:…, recency … weekend, factor:0 ….</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        .. Tags.Select(tag => "tag:" + tag.Name),
        .. Categories.Select(category => "category:" + category.Name),
        .. Formats.Select(format => "format:" + format.Name),
        .. Behaviour,
        .. Enumerable.Range(0, FactorCount).Select(factor => FormattableString.Invariant($"factor:{factor}")),
    ];

    /// <summary>
    /// What each feature is multiplied with where distances are taken, so that a group of features counts as a whole however many there are: tastes (tags, categories, formats) 3, of which formats
    /// have their part by number and ½ at most, factors 3, activity and prices 1, times 1. Factors are in one unit: those in which users differ more count more.
    /// </summary>
    public IReadOnlyList<double> Weights { get; } =
    [
        .. FormatsWhole is { } formats
            ? [.. Even(Tags.Count + Categories.Count, TastesWhole - formats), .. Even(Formats.Count, formats)]
            : Even(Tags.Count + Categories.Count + Formats.Count, TastesWhole),
        .. Even(ActivityCount, 1),
        .. Even(Behaviour.Length - ActivityCount, 1),
        .. FactorShares is { } shares ? shares.Select(share => Math.Sqrt(3 * share)) : Even(FactorCount, 3),
    ];

    /// <summary>The schema for some users: what most of them did something with. O(users · tags).</summary>
    /// <param name="profiles">The users.</param>
    /// <param name="mostTags">Most tags; as many categories and formats at most.</param>
    /// <param name="factorCount">Factors per user; 0 for none.</param>
    public static FeatureSchema Of(IReadOnlyCollection<UserProfile> profiles, int mostTags = 30, int factorCount = 0)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentOutOfRangeException.ThrowIfNegative(mostTags);
        ArgumentOutOfRangeException.ThrowIfNegative(factorCount);
        var (tags, categories, formats) = (
            Usual(profiles, each => each.Tags, mostTags),
            Usual(profiles, each => each.Categories, mostTags),
            Usual(profiles, each => each.Formats, mostTags)
        );
        var share = (double)formats.Count / Math.Max(1, tags.Count + categories.Count + formats.Count);
        return new FeatureSchema(tags, categories, formats, factorCount, FormatsWhole: Math.Min(MostOfFormats, TastesWhole * share));
    }

    /// <summary>The schema for factors in one unit: each counts as much as users differ in it.</summary>
    internal FeatureSchema WithFactorsOf(Standardisation scale)
    {
        double[] spreads = [.. scale.Deviations.Skip(Names.Count - FactorCount).Select(deviation => deviation * deviation)];
        var whole = spreads.Sum();
        double[] shares = [.. spreads.Select(spread => whole > 0 ? spread / whole : 0)];
        return new FeatureSchema(Tags, Categories, Formats, FactorCount, shares, FormatsWhole);
    }

    /// <summary>The features of a user, in the order of <see cref="Names"/>. O(features + preferences).</summary>
    /// <exception cref="InvalidInputException">The factors are not as many as the schema says, or not finite.</exception>
    public double[] Row(UserProfile profile, IReadOnlyList<double>? factors = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        IReadOnlyList<double> given = factors ?? [];
        if (given.Count != FactorCount || !given.All(double.IsFinite))
        {
            throw new InvalidInputException([
                new InputFault(
                    "Factors",
                    profile.UserId,
                    string.Join(", ", given.Select(value => value.ToString(CultureInfo.InvariantCulture)))
                ),
            ]);
        }
        return
        [
            .. Shares(Tags, profile.Tags, profile.Evidence),
            .. Shares(Categories, profile.Categories, profile.Evidence),
            .. Shares(Formats, profile.Formats, profile.Evidence),
            Math.Log(1 + profile.Recency.TotalDays),
            Math.Log(profile.ActiveDays),
            Math.Log(1 + profile.Money.Values.Sum(spending => (double)spending.Purchases)),
            Math.Log(1 + (profile.Prices?.MedianMinorUnits ?? 0.0)),
            .. Enumerable.Range(0, 4).Select(quarter => Sum(profile.Hours, hour => HourOf(hour) / 6 == quarter)),
            Sum(profile.Weekdays, day => day is "saturday" or "sunday"),
            .. given,
        ];
    }

    private static IEnumerable<double> Even(int count, double whole) => Enumerable.Repeat(Math.Sqrt(whole / Math.Max(1, count)), count);

    private static int HourOf(string name) => int.Parse(name, CultureInfo.InvariantCulture);

    private static double Sum(IReadOnlyList<Preference> preferences, Func<string, bool> isPart) =>
        preferences.Where(each => isPart(each.Name)).Sum(each => each.Share);

    /// <summary>Of what the user never did anything with, the share is what the average makes of no hits in the evidence there is.</summary>
    private static IEnumerable<double> Shares(IReadOnlyList<FeatureName> names, IReadOnlyList<Preference> preferences, double evidence)
    {
        var shares = preferences.ToDictionary(each => each.Name, each => each.Share, StringComparer.OrdinalIgnoreCase);
        var prior = AudienceBase.PriorEvents / (AudienceBase.PriorEvents + evidence);
        return names.Select(name => Math.Sqrt(shares.GetValueOrDefault(name.Name, prior * name.BaseRate)));
    }

    private static IReadOnlyList<FeatureName> Usual(
        IReadOnlyCollection<UserProfile> profiles,
        Func<UserProfile, IReadOnlyList<Preference>> part,
        int most
    ) =>
        [
            .. profiles
                .SelectMany(part)
                .GroupBy(preference => preference.Name, StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Select(preference => preference.Name).Min(StringComparer.Ordinal), StringComparer.Ordinal)
                .Take(most)
                .Select(group => new FeatureName(
                    group.Select(preference => preference.Name).Min(StringComparer.Ordinal)!,
                    group.Average(each => each.BaseRate)
                )),
        ];
}

/// <summary>A tag, category or format that is compared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="BaseRate">The domain's average.</param>
public sealed record FeatureName(string Name, double BaseRate);
