namespace Kuajie.Marketing.Allocation;

/// <summary>How closely and how long to search.</summary>
public sealed record AdPlanOptions
{
    /// <summary>The search ends where the best plan is within this share of the bound; 0 … 1.</summary>
    public double Gap { get; init; } = 1e-4;

    /// <summary>Cells looked at, over all parts of the search; it ends here with the gap it has. A plan of concave curves needs one part.</summary>
    public long Work { get; init; } = 500_000;

    /// <summary>Ends the search with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
