using Kuajie.Algorithms.Text;

namespace Kuajie.Algorithms.Models.Content;

/// <summary>A model that recommends by what items are about, and can say what two items have in common.</summary>
public interface IContentModel : IModel
{
    /// <summary>The terms by which a past item speaks for an item, those that add most first; empty where only vectors do.</summary>
    /// <param name="domain">Domain of the past item.</param>
    /// <param name="pastItem">Item index within that domain.</param>
    /// <param name="item">Item index in the target domain.</param>
    /// <param name="most">The most terms to return.</param>
    IReadOnlyList<SharedTerm> SharedTerms(int domain, int pastItem, int item, int most);
}

/// <summary>A term two items share.</summary>
/// <param name="Term">The term.</param>
/// <param name="Amount">Its part of the two items' cosine.</param>
public readonly record struct SharedTerm(ContentTerm Term, float Amount);
