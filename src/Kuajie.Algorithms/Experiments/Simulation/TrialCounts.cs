namespace Kuajie.Algorithms.Experiments.Simulation;

/// <summary>How often something happened in independent runs, beside how often it should.</summary>
/// <param name="Happened">Runs in which it happened.</param>
/// <param name="Runs">Runs.</param>
internal readonly record struct TrialCounts(int Happened, int Runs)
{
    /// <summary>The share.</summary>
    public double Share => (double)Happened / Runs;

    /// <summary>Whether the share lies within some binomial standard deviations of a nominal one.</summary>
    public bool IsWithin(double nominal, double deviations = 2.576) => Math.Abs(Share - nominal) <= deviations * Deviation(nominal);

    /// <summary>Whether the share is not above a nominal one by more than some binomial standard deviations.</summary>
    public bool IsAtMost(double nominal, double deviations = 2.576) => Share <= nominal + (deviations * Deviation(nominal));

    /// <summary>The binomial standard deviation of the share at a nominal one.</summary>
    public double Deviation(double nominal) => Math.Sqrt(nominal * (1 - nominal) / Runs);

    /// <summary>Counts runs, on as many threads as allowed; the count does not depend on how many.</summary>
    public static TrialCounts Of(int runs, int threads, Func<ulong, bool> happens)
    {
        var count = 0;
        Parallel.For(
            0,
            runs,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            run =>
            {
                if (happens((ulong)run))
                {
                    Interlocked.Increment(ref count);
                }
            }
        );
        return new TrialCounts(count, runs);
    }
}
