using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models;

/// <summary>
/// A trained recommender for the items of one target domain: immutable, safe to call from many threads, free of users. Who is asked for is told by
/// a <see cref="UserHistory"/> over the domains the model was trained on; indexes are those of the training dataset.
/// </summary>
public interface IModel
{
    /// <summary>The model kind's name, for example <c>implicit-als</c>.</summary>
    string Name { get; }

    /// <summary>Index of the domain whose items are scored.</summary>
    int TargetDomain { get; }

    /// <summary>Item count of each domain the model was trained on; histories have one entry per domain.</summary>
    IReadOnlyList<int> DomainItemCounts { get; }

    /// <summary>Scores every item of the target domain; higher is better, scales differ between models. Seen items are scored too.</summary>
    /// <param name="history">What the user did; may be empty, then the score says what is best for nobody in particular.</param>
    /// <param name="scores">Shape target items; overwritten with finite numbers.</param>
    void Score(UserHistory history, Span<float> scores);

    /// <summary>The past interactions that add most to an item's score, largest first; empty where the score does not depend on the user.</summary>
    /// <param name="history">The history that was scored.</param>
    /// <param name="item">Item index in the target domain.</param>
    /// <param name="most">The most contributions to return.</param>
    IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most);

    /// <summary>Everything needed to restore the model.</summary>
    ModelState ToState();
}
