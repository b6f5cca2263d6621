using Kuajie.Platform.Experiments;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Campaigns.Outcomes;

/// <summary>What the users of a campaign did on one side: since their first impression, and in the weeks before the campaign.</summary>
internal sealed class SideDoings
{
    /// <summary>What came before is held against what came after (CUPED), over this time.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromDays(28);

    /// <summary>Who does something this long after the first impression came back.</summary>
    public static readonly TimeSpan ComesBack = TimeSpan.FromDays(7);

    private readonly Dictionary<string, int> placeOf;
    private readonly DateTimeOffset[] firsts;
    private readonly Func<string, double> priceOf;

    /// <param name="placeOf">The place of each user of this side.</param>
    /// <param name="firsts">When the campaign first met the user at each place.</param>
    /// <param name="priceOf">An item's price in whole units of the campaign's currency; 0 where it is not known or in another currency.</param>
    public SideDoings(Dictionary<string, int> placeOf, DateTimeOffset[] firsts, Func<string, double> priceOf)
    {
        (this.placeOf, this.firsts, this.priceOf) = (placeOf, firsts, priceOf);
        (Since, Prior) = (new Doings[firsts.Length], new Doings[firsts.Length]);
        IsKnownBefore = new bool[firsts.Length];
    }

    /// <summary>Since the first impression, per user.</summary>
    public Doings[] Since { get; }

    /// <summary>Before the campaign, per user.</summary>
    public Doings[] Prior { get; }

    /// <summary>Whether the user did anything here before the first impression, however long ago.</summary>
    public bool[] IsKnownBefore { get; }

    /// <summary>Takes in what was done. O(1).</summary>
    public void Add(in Outcome outcome, DateTimeOffset from)
    {
        if (outcome.UserId is not { } user || !placeOf.TryGetValue(user, out var place))
        {
            return;
        }
        var isSince = outcome.At >= firsts[place];
        IsKnownBefore[place] |= !isSince;
        if (isSince)
        {
            Count(ref Since[place], outcome, outcome.At >= firsts[place] + ComesBack);
        }
        else if (outcome.At < from && outcome.At >= from - Before)
        {
            Count(ref Prior[place], outcome, isLate: false);
        }
    }

    private void Count(ref Doings doings, in Outcome outcome, bool isLate)
    {
        doings.Events++;
        doings.IsBack |= isLate;
        doings.Searches += outcome.Kind == InteractionKind.Search ? 1 : 0;
        doings.Mentions += outcome.Kind is InteractionKind.Comment or InteractionKind.Share ? 1 : 0;
        if (outcome.Kind is InteractionKind.Enrol or InteractionKind.Purchase)
        {
            doings.IsBuyer = true;
            doings.Sales += priceOf(outcome.ItemId);
        }
    }

    /// <summary>What one user did.</summary>
    internal struct Doings
    {
        public int Events;
        public int Searches;
        public int Mentions;
        public bool IsBack;
        public bool IsBuyer;
        public double Sales;
    }
}
