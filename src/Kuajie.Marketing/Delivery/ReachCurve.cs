namespace Kuajie.Marketing.Delivery;

/// <summary>
/// How many different users a placement meets in a number of days, and how many impressions frequency caps leave of their visits. Days are taken as interchangeable. Within the days that were looked at, users
/// are expected as in a draw of days without replacement (Colwell et al., Journal of Plant Ecology 2012, equation 4); beyond, those not seen yet come by the estimate of Chao (Biometrics 1987) and the
/// extrapolation of Colwell et al., equation 18. A user who is met comes as often on a day as before. Immutable but for what it remembers; not safe for several threads at once.
/// </summary>
internal sealed class ReachCurve
{
    private readonly int days;
    private readonly Group[] groups;
    private readonly double unseen;
    private readonly double unseenDaily;
    private readonly double unseenAsks;
    private readonly int? mostInAll;
    private readonly Dictionary<(int Days, int Share), double> known = [];

    /// <summary>The curve of a table of visits under caps.</summary>
    public ReachCurve(VisitTable visits, int? mostADay, int? mostInAll)
    {
        (days, this.mostInAll) = (visits.Days, mostInAll);
        groups =
        [
            .. visits
                .AsksOfUsers.Select(user => (Active: user.Count, Asks: user.Sum(asks => Math.Min(asks, mostADay ?? int.MaxValue))))
                .GroupBy(user => user)
                .OrderBy(group => group.Key)
                .Select(group => new Group(group.Key.Active, (double)group.Key.Asks / group.Key.Active, group.Count())),
        ];
        var (once, twice) = (Users(1), Users(2));
        var shrunk = (days - 1.0) / days;
        unseen = twice > 0 ? shrunk * once * once / (2 * twice) : shrunk * once * (once - 1) / 2;
        unseenDaily = unseen > 0 ? once / ((days * unseen) + once) : 0;
        unseenAsks = once > 0 ? groups.Where(group => group.Active == 1).Sum(group => group.Users * group.AsksADay) / once : 1;
    }

    /// <summary>Impressions that caps leave in the first days, where everything asked for is filled.</summary>
    public double Impressions(int within) =>
        groups.Sum(group => group.Users * Capped(group, within))
        + (within > days ? New(within) * Math.Min(unseenAsks, mostInAll ?? double.MaxValue) : 0);

    /// <summary>Users met in a number of days, where a share of what is asked for is filled.</summary>
    /// <param name="within">The days, 0 or more.</param>
    /// <param name="share">The share, 0 … 1, taken to the next hundredth.</param>
    public double Users(int within, double share)
    {
        var key = (within, (int)Math.Round(Math.Clamp(share, 0, 1) * 100));
        if (!known.TryGetValue(key, out var users))
        {
            users = known[key] = Count(within, key.Item2 / 100.0);
        }
        return users;
    }

    private double Count(int within, double share)
    {
        if (within == 0 || share <= 0)
        {
            return 0;
        }
        var fresh = within > days ? New(within) * (1 - Math.Pow(1 - share, unseenAsks)) : 0;
        return fresh
            + groups.Sum(group =>
                group.Users * (1 - Chances(group.Active, within).Sum(each => each.Chance * Math.Pow(1 - share, each.Days * group.AsksADay)))
            );
    }

    private double Capped(Group group, int within) =>
        Chances(group.Active, within).Sum(each => each.Chance * Math.Min(each.Days * group.AsksADay, mostInAll ?? double.MaxValue));

    /// <summary>Users whom the days that were looked at did not see, and the further ones do.</summary>
    private double New(int within) => unseen * (1 - Math.Pow(1 - unseenDaily, within - days));

    private long Users(int active) => groups.Where(group => group.Active == active).Sum(group => group.Users);

    /// <summary>On how many days a user comes who came on some of those looked at: hypergeometric within them; those and binomially more beyond.</summary>
    private IEnumerable<(double Chance, int Days)> Chances(int active, int within)
    {
        if (within > days)
        {
            return Binomial(within - days, (double)active / days).Select(each => (each.Chance, each.Days + active));
        }
        return Hypergeometric(active, within);
    }

    private IEnumerable<(double Chance, int Days)> Hypergeometric(int active, int within)
    {
        for (var met = Math.Max(0, active + within - days); met <= Math.Min(active, within); met++)
        {
            yield return (Math.Exp(LogChoose(active, met) + LogChoose(days - active, within - met) - LogChoose(days, within)), met);
        }
    }

    private static IEnumerable<(double Chance, int Days)> Binomial(int trials, double rate)
    {
        if (rate >= 1)
        {
            yield return (1, trials);
            yield break;
        }
        for (var met = 0; met <= trials; met++)
        {
            yield return (Math.Exp(LogChoose(trials, met) + (met * Math.Log(rate)) + ((trials - met) * Math.Log(1 - rate))), met);
        }
    }

    private static double LogChoose(int of, int some) => LogFactorial(of) - LogFactorial(some) - LogFactorial(of - some);

    private static double LogFactorial(int number) => Algorithms.Numerics.Distributions.GammaDistribution.LogGamma(number + 1);

    /// <param name="Active">Days on which each of them came.</param>
    /// <param name="AsksADay">Asks on such a day, caps of the day taken off.</param>
    /// <param name="Users">How many they are.</param>
    private readonly record struct Group(int Active, double AsksADay, long Users);
}
