using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Popularity;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>Bounds a part's scores of a user, and says how they are spread, by the fastest way the part allows. Safe to call from many threads.</summary>
internal abstract class PartSearch
{
    /// <summary>How many numbers of a user <see cref="FoldIn"/> computes, which may be kept as long as the history stays as it is.</summary>
    public virtual int FoldedLength => 0;

    /// <summary>Computes what depends on the history alone.</summary>
    /// <param name="history">What the user did.</param>
    /// <param name="folded">Shape <see cref="FoldedLength"/>; overwritten.</param>
    public virtual void FoldIn(UserHistory history, Span<float> folded) { }

    /// <summary>The part's answer to one user.</summary>
    /// <param name="history">What the user did.</param>
    /// <param name="folded">What <see cref="FoldIn"/> gave; must stay as it is until the answer is disposed of.</param>
    public abstract PartScores Of(UserHistory history, ReadOnlyMemory<float> folded);

    /// <summary>A quantised scan for factor models, what is known beforehand for popularity, every score for all others.</summary>
    /// <param name="part">The model.</param>
    /// <param name="isTrained">Shape items: 1 for those with training interactions, over which scores are standardised, else 0.</param>
    public static PartSearch For(IModel part, ReadOnlyMemory<int> isTrained) =>
        part switch
        {
            IFactorModel factors => new FactorPartSearch(factors, isTrained),
            PopularityModel popularity => new PopularityPartSearch(popularity, isTrained),
            _ => new WholePartSearch(part, isTrained),
        };
}
