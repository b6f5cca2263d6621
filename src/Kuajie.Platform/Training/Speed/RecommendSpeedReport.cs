namespace Kuajie.Platform.Training.Speed;

/// <summary>What a speed run of batch recommendation found; the JSON document of <c>kuajie benchmark recommend</c>.</summary>
/// <param name="Users">Number of users.</param>
/// <param name="Items">Number of items.</param>
/// <param name="Pairs">Number of distinct pairs: what each user has seen and is not recommended.</param>
/// <param name="Settings">What was done.</param>
/// <param name="TrainingSeconds">Seconds of making the factors; not part of any other figure.</param>
/// <param name="SecondsPerPass">Seconds of scoring all users, packing the items included, for each pass.</param>
/// <param name="CpuSecondsPerPass">Processor seconds of the same over all threads.</param>
/// <param name="UsersPerSecond">Users of the median pass by its seconds.</param>
/// <param name="ScoredShare">Share of the pairs of user and item that were scored; the rest could not have come into any list.</param>
/// <param name="FlopsPerPass">Floating-point operations of one pass: twice the rank for each scored pair.</param>
/// <param name="FmaPeakShare">Operations per second of the median pass, as a share of the machine's measured rate of fused multiply-adds on as many threads.</param>
/// <param name="FmaPeakFlopsPerSecond">That rate.</param>
/// <param name="VerifiedUsers">Users, spread over all, whose lists equal those of a plain loop over all items, score for score; fewer than asked would have been a fault.</param>
/// <param name="PeakMemoryBytes">The process's largest resident memory, reading and training included.</param>
public sealed record RecommendSpeedReport(
    int Users,
    int Items,
    int Pairs,
    RecommendSpeedSettings Settings,
    double TrainingSeconds,
    IReadOnlyList<double> SecondsPerPass,
    IReadOnlyList<double> CpuSecondsPerPass,
    double UsersPerSecond,
    double ScoredShare,
    double FlopsPerPass,
    double FmaPeakShare,
    double FmaPeakFlopsPerSecond,
    int VerifiedUsers,
    long PeakMemoryBytes
);
