namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>Catalog coverage: the share of the catalog that is recommended to anybody. 0 … 1. Ge, Delgado-Battenfeld and Jannach, RecSys 2010, equation 2.</summary>
public static class CatalogCoverage
{
    /// <summary>Coverage from how often each item was recommended. O(items).</summary>
    /// <param name="timesRecommended">Shape items of the catalog.</param>
    public static double Of(ReadOnlySpan<int> timesRecommended) =>
        timesRecommended.Length == 0 ? 0 : 1 - ((double)timesRecommended.Count(0) / timesRecommended.Length);
}
