namespace Kuajie.Marketing.Partners;

/// <summary>How long one solve may take, and who may end it.</summary>
/// <param name="Steps">Deterministic steps of the solver.</param>
/// <param name="Cancellation">Ends it at once.</param>
internal readonly record struct SolveLimit(double Steps, CancellationToken Cancellation);

/// <summary>The solver used up its steps without an answer, and without finding that there is none.</summary>
public sealed class StepsRanOutException : Exception
{
    /// <summary>States it.</summary>
    public StepsRanOutException()
        : base("The solver's steps ran out before it found an answer or that there is none.") { }
}
