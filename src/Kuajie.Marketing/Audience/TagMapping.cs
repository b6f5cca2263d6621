using Kuajie.Algorithms.Association;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience;

/// <summary>Which tags of one domain go with which of another.</summary>
/// <param name="People">Linked people it was learnt from.</param>
/// <param name="Tested">Pairs that were tested.</param>
/// <param name="Pairs">Pairs found, the strongest first: by the lower end of the lift's interval.</param>
/// <param name="Shortage">Why nothing could be learnt; null where it could.</param>
public sealed record TagMapping(long People, int Tested, IReadOnlyList<MappedTags> Pairs, MarketingText? Shortage);

/// <summary>Two tags that the same people have a taste for oftener than by chance.</summary>
/// <param name="From">The tag of the first domain.</param>
/// <param name="To">The tag of the second domain.</param>
/// <param name="FromPeople">People with a taste for the first.</param>
/// <param name="ToPeople">People with a taste for the second.</param>
/// <param name="Lift">How many have both, how many would by chance, the shrunk ratio and its 95 % interval.</param>
/// <param name="Probability">One-sided p: as many or more by chance.</param>
/// <param name="FalseDiscovery">q: the smallest false-discovery rate at which the pair is found.</param>
public sealed record MappedTags(
    string From,
    string To,
    long FromPeople,
    long ToPeople,
    ObservedToExpected Lift,
    double Probability,
    double FalseDiscovery
)
{
    /// <summary>
    /// What the pair weighs, 0 … 1: 1 − 1 / low, the share of those who have both that is not there by chance, at the cautious end of the lift's interval; 0 where low is not above 1. It is the
    /// attributable fraction of Miettinen, American Journal of Epidemiology 99 (1974).
    /// </summary>
    public double Weight => Lift.Low > 1 ? 1 - (1 / Lift.Low) : 0;
}
