using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models;

/// <summary>A model whose score is the dot product of a user factor and an item factor, so that many users can be scored by one matrix product.</summary>
public interface IFactorModel : IModel
{
    /// <summary>Length of a factor.</summary>
    int Rank { get; }

    /// <summary>Shape target items × rank, row-major.</summary>
    ReadOnlyMemory<float> ItemFactors { get; }

    /// <summary>The user's factor, solved from the history in closed form.</summary>
    /// <param name="history">What the user did; where it says nothing to this model, the factor is that of the mean user.</param>
    /// <param name="factor">Shape rank; overwritten.</param>
    void FoldIn(UserHistory history, Span<float> factor);
}
