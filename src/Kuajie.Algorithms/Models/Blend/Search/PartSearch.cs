using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Neighborhood;
using Kuajie.Algorithms.Models.Popularity;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>Finds a part's best items for a user, and how all its scores are spread, by the fastest way the part allows. Safe to call from many threads.</summary>
internal abstract class PartSearch
{
    /// <summary>Whether a request costs less than scoring every item.</summary>
    public virtual bool IsFast => true;

    /// <summary>The part's answer to one user.</summary>
    public abstract PartScores Of(UserHistory history);

    /// <summary>A quantised scan for factor models, the past items' neighbours for neighbourhood models, every item for all others.</summary>
    /// <param name="part">The model.</param>
    /// <param name="trainedItems">Items with training interactions, over which scores are standardised.</param>
    public static PartSearch For(IModel part, int[] trainedItems) =>
        part switch
        {
            IFactorModel factors => new FactorPartSearch(factors, trainedItems),
            NeighborModel neighbors => new NeighborPartSearch(neighbors, trainedItems),
            PopularityModel popularity => new PopularityPartSearch(popularity, trainedItems),
            _ => new WholePartSearch(part, trainedItems),
        };
}
