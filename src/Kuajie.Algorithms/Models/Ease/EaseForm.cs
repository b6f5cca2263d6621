namespace Kuajie.Algorithms.Models.Ease;

/// <summary>How the regression of every item on the others is solved.</summary>
public enum EaseForm
{
    /// <summary>The cheapest exact form that fits into memory and time, else the sparse one.</summary>
    Auto,

    /// <summary>Exact, by one inverse as large as the number of items or of users, whichever is smaller. O(min(items, users)³).</summary>
    Dense,

    /// <summary>Exact up to a relative residual of 10⁻⁴, by conjugate gradients on the interactions alone. O(target items · entries · iterations).</summary>
    Iterative,

    /// <summary>Approximate: each item is explained by the items it shares most users with. O(target items · localItems³).</summary>
    Sparse,
}
