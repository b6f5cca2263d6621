namespace Kuajie.Platform.SampleWorld.Behaviour;

/// <summary>Draws items: of a taste in proportion to popularity × the item's share of the taste, or by popularity alone.</summary>
internal sealed class ItemSampler
{
    private const double BackgroundShare = 0.08;

    /// <summary>A taste that does not exist here, or is hardly there, still leaves a little curiosity for every other.</summary>
    private const double Curiosity = 0.01;
    private readonly double[][] cumulativeByTaste;
    private readonly double[] cumulative;
    private readonly double[] prevalence;

    public ItemSampler(IReadOnlyList<WorldItem> items, IReadOnlyList<Taste> tastes, Func<Taste, bool> existsHere)
    {
        cumulativeByTaste = [.. tastes.Select((_, taste) => Cumulative(items, item => item.Popularity * item.ShareOf(taste)))];
        cumulative = Cumulative(items, item => item.Popularity);
        prevalence = [.. tastes.Select(taste => existsHere(taste) ? taste.Prevalence : 0)];
    }

    /// <summary>The person's tastes as running totals over the tastes that exist here.</summary>
    public double[] TastesHere(Person person)
    {
        var totals = new double[prevalence.Length];
        var sum = 0.0;
        for (var taste = 0; taste < totals.Length; taste++)
        {
            sum += prevalence[taste] > 0 ? person.Tastes[taste] + (Curiosity * prevalence[taste]) : 0;
            totals[taste] = sum;
        }
        return totals;
    }

    public int Draw(double[] tastesHere, Draws draws) =>
        draws.PickCumulative(draws.Chance(BackgroundShare) ? cumulative : cumulativeByTaste[draws.PickCumulative(tastesHere)]);

    private static double[] Cumulative(IReadOnlyList<WorldItem> items, Func<WorldItem, double> weightOf)
    {
        var totals = new double[items.Count];
        var sum = 0.0;
        for (var item = 0; item < totals.Length; item++)
        {
            sum += weightOf(items[item]);
            totals[item] = sum;
        }
        return totals;
    }
}
