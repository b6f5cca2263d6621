namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Which place of a list goes to whom: pinned items where they are pinned, promoted shares evenly spread, the rest to the targets by their shares.</summary>
internal static class SlotPlan
{
    /// <summary>Places, from 0, of a promoted share, as evenly spread as the free places allow.</summary>
    /// <param name="isFree">Shape list: free places; those given are taken.</param>
    /// <param name="share">Share of the list's length; whole places, but at least one where it is above 0.</param>
    public static IReadOnlyList<int> Spread(bool[] isFree, double share)
    {
        var wanted = share <= 0 ? 0 : Math.Max(1, (int)((share * isFree.Length) + 1e-9));
        var places = new List<int>();
        for (var each = 0; each < wanted; each++)
        {
            var ideal = (int)((each + 0.5) * isFree.Length / wanted);
            if (NearestFree(isFree, ideal) is { } place)
            {
                isFree[place] = false;
                places.Add(place);
            }
        }
        places.Sort();
        return places;
    }

    /// <summary>
    /// Which target each of so many places goes to. At every place the target that lags most behind its share comes next, so every beginning of the list has the shares as
    /// nearly as whole places can.
    /// </summary>
    /// <param name="targets">The targets.</param>
    /// <param name="places">How many places.</param>
    public static int[] Turns(IReadOnlyList<LiveTarget> targets, int places)
    {
        var shares = Shares(targets);
        var given = new int[shares.Length];
        var turns = new int[places];
        for (var place = 0; place < places; place++)
        {
            var next = 0;
            for (var target = 1; target < shares.Length; target++)
            {
                if (Lag(target, place) > Lag(next, place) + 1e-9)
                {
                    next = target;
                }
            }
            given[next]++;
            turns[place] = next;
        }
        return turns;

        double Lag(int target, int place) => (shares[target] * (place + 1)) - given[target];
    }

    /// <summary>Shares that sum to 1: what targets do not name is parted among those that name nothing, or, where all name one, in proportion.</summary>
    public static double[] Shares(IReadOnlyList<LiveTarget> targets)
    {
        var named = targets.Sum(target => target.Share ?? 0);
        var silent = targets.Count(target => target.Share is null);
        return
        [
            .. targets.Select(target =>
                silent > 0 ? target.Share ?? Math.Max(0, 1 - named) / silent
                : named > 0 ? target.Share!.Value / named
                : 1.0 / targets.Count
            ),
        ];
    }

    private static int? NearestFree(bool[] isFree, int ideal)
    {
        for (var distance = 0; distance < isFree.Length; distance++)
        {
            if (ideal + distance < isFree.Length && isFree[ideal + distance])
            {
                return ideal + distance;
            }
            if (ideal - distance >= 0 && isFree[ideal - distance])
            {
                return ideal - distance;
            }
        }
        return null;
    }
}
