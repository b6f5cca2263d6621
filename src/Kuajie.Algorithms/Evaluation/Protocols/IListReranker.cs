using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>Puts the head of a user's list in another order before it is measured. Called from several threads.</summary>
public interface IListReranker
{
    /// <summary>How many candidates a list of some length is chosen from.</summary>
    int PoolFor(int count);

    /// <summary>The places of the chosen candidates, best first.</summary>
    /// <param name="model">The model that scored them.</param>
    /// <param name="history">The user's training history.</param>
    /// <param name="items">The best candidates, best first.</param>
    /// <param name="scores">Their scores.</param>
    /// <param name="count">How many to choose.</param>
    int[] Rerank(IModel model, UserHistory history, int[] items, float[] scores, int count);
}
