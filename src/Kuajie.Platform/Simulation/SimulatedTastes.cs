using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Platform.SampleWorld;

namespace Kuajie.Platform.Simulation;

/// <summary>How well items fit the users of one side, from the sample world's latent tastes.</summary>
internal sealed class SimulatedTastes
{
    private readonly float[] shares;
    private readonly float[] bestFits;
    private readonly int tastes;
    private readonly WorldItem[] targets;
    private readonly Dictionary<string, int> targetOf;
    private readonly int[][] ownItems;
    private readonly AliasTable?[] ownTables;
    private readonly WorldDomain own;

    public SimulatedTastes(IReadOnlyList<SampleUser> users, WorldDomain own, WorldDomain target, int tastes)
    {
        (this.own, this.tastes) = (own, tastes);
        targets = [.. target.Items];
        targetOf = targets.Index().ToDictionary(item => item.Item.ItemId, item => item.Index, StringComparer.Ordinal);
        shares = [.. users.SelectMany(user => user.Tastes.Select(share => (float)share))];
        var kinds = targets.DistinctBy(item => (item.Taste, item.SecondTaste, item.SecondShare)).ToArray();
        bestFits = [.. Enumerable.Range(0, users.Count).Select(user => (float)kinds.Max(item => Fit(user, item)))];
        ownItems = [.. Enumerable.Range(0, tastes).Select(taste => OwnOf(taste))];
        ownTables = [.. ownItems.Select(TableOf)];
    }

    /// <summary>How well an item of the target fits a user, 0 … 1: 1 is the best fit that its catalog has for the user.</summary>
    public double Match(int user, string itemId) =>
        bestFits[user] > 0 && targetOf.TryGetValue(itemId, out var item) ? Fit(user, targets[item]) / bestFits[user] : 0;

    /// <summary>What a user buys on the own platform: a taste by its share, an item of it by popularity.</summary>
    public string OwnItem(int user, ref SplittableRandom random)
    {
        var left = random.NextDouble();
        var taste = 0;
        for (; taste < tastes - 1 && (left -= shares[(user * tastes) + taste]) > 0; taste++) { }
        // A taste that the own catalog does not serve: the nearest that it does.
        while (ownTables[taste] is null)
        {
            taste = (taste + 1) % tastes;
        }
        return own.Items[ownItems[taste][ownTables[taste]!.Draw(ref random)]].ItemId;
    }

    private double Fit(int user, WorldItem item) =>
        (shares[(user * tastes) + item.Taste] * (1 - item.SecondShare))
        + (item.SecondTaste < 0 ? 0 : shares[(user * tastes) + item.SecondTaste] * item.SecondShare);

    private int[] OwnOf(int taste) =>
        [.. own.Items.Index().Where(item => item.Item.Taste == taste && item.Item.Popularity > 0).Select(item => item.Index)];

    private AliasTable? TableOf(int[] items) =>
        items.Length == 0 ? null : new AliasTable([.. items.Select(item => own.Items[item].Popularity)]);
}
