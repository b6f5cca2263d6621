namespace Kuajie.Algorithms.Ranking.Exploration;

/// <summary>Draws lists at random in favour of the relevant, and says how probable what it drew was.</summary>
public interface IExplorationPolicy
{
    /// <summary>
    /// Draws a list without repetition. The same seed gives the same list. Propensities are those of the draw among these candidates: what is not among them is never shown.
    /// </summary>
    /// <param name="relevance">Shape candidates, finite.</param>
    /// <param name="count">Length of the list; all candidates where there are fewer.</param>
    /// <param name="seed">Seed of this one draw: derive it from the request.</param>
    /// <exception cref="ArgumentException">A relevance is not finite.</exception>
    ExploredList Draw(ReadOnlySpan<double> relevance, int count, ulong seed);
}

/// <summary>A drawn list.</summary>
/// <param name="Items">First place first.</param>
/// <param name="LogPropensity">Natural logarithm of the probability of this very list in this order: the sum of the logarithms of the conditional propensities. Exact.</param>
public sealed record ExploredList(IReadOnlyList<ExploredItem> Items, double LogPropensity);

/// <summary>One place of a drawn list.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Conditional">Probability of it at this place given the places before it. Exact.</param>
/// <param name="AtPosition">Probability of it at this place whatever stands before it: the propensity for item-position weighting.</param>
/// <param name="InList">Probability of it anywhere in the list.</param>
public readonly record struct ExploredItem(int Candidate, double Conditional, double AtPosition, double InList);
