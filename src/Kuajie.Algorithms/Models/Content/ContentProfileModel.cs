using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Algorithms.Text;

namespace Kuajie.Algorithms.Models.Content;

/// <summary>
/// A model that scores target item j as prior_j + boost_j · cos(profile, x_j), where x_j is what the item is about and the profile is the weighted sum of
/// what the past items were about. A user without a past is left with the prior. O(past items' terms + items that share one of them).
/// </summary>
public abstract class ContentProfileModel : IContentModel
{
    private readonly ConcurrentBag<ContentProfile> idleProfiles = [];
    private readonly double weightExponent;
    private readonly ContentParts parts;
    private readonly ContentBlock target;
    private readonly SparseMatrix itemsOfTerms;
    private readonly int vectorLength;

    private protected ContentProfileModel(int targetDomain, IReadOnlyList<int> domainItemCounts, double weightExponent, ContentParts parts)
    {
        TargetDomain = targetDomain;
        DomainItemCounts = domainItemCounts;
        this.weightExponent = weightExponent;
        this.parts = parts;
        target = parts.Blocks.First(block => block.Domain == targetDomain);
        itemsOfTerms = target.Terms.Transpose();
        vectorLength = parts.Blocks.Max(block => block.VectorLength);
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public int TargetDomain { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> DomainItemCounts { get; }

    /// <inheritdoc/>
    public void Score(UserHistory history, Span<float> scores)
    {
        ModelInput.Check(this, history, scores);
        scores.Clear();
        var profile = Gather(history);
        if (profile.Norm > 0)
        {
            AddTerms(profile, scores);
            AddVectors(profile, scores);
            TensorPrimitives.Multiply(scores, 1 / profile.Norm, scores);
            TensorPrimitives.Multiply(scores, parts.Boost.Span, scores);
        }
        idleProfiles.Add(profile);
        TensorPrimitives.Add(scores, parts.Prior.Span, scores);
    }

    /// <summary>The terms boost_j · weight_i · x_i·x_j / ‖profile‖ that are not zero; with prior_j they add up to the score.</summary>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most)
    {
        ModelInput.Check(this, history, item, most);
        var contributions = new List<Contribution>();
        var profile = Gather(history);
        foreach (var block in parts.Blocks)
        {
            var past = history[block.Domain];
            var confidences = profile.Confidences(block, past, weightExponent);
            for (var entry = 0; entry < past.Count; entry++)
            {
                var pastItem = past.Items.Span[entry];
                var cosine = Cosine(block, pastItem, item);
                if (cosine != 0 && confidences[entry] != 0)
                {
                    var amount = parts.Boost.Span[item] * confidences[entry] * cosine / profile.Norm;
                    contributions.Add(new Contribution(block.Domain, pastItem, amount));
                }
            }
        }
        idleProfiles.Add(profile);
        return Contributions.Largest(contributions, most);
    }

    /// <inheritdoc/>
    public IReadOnlyList<SharedTerm> SharedTerms(int domain, int pastItem, int item, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (parts.Blocks.FirstOrDefault(block => block.Domain == domain) is not { } block)
        {
            return [];
        }
        var weights = block.Terms.RowValues(pastItem);
        var others = target.Terms.RowColumns(item);
        var shared = new List<SharedTerm>();
        foreach (var (place, term) in block.Terms.RowColumns(pastItem).ToArray().Index())
        {
            if (others.BinarySearch(term) is >= 0 and var other)
            {
                var amount = weights[place] * target.Terms.RowValues(item)[other];
                shared.Add(new SharedTerm(ContentTerm.Parse(parts.Vocabulary[term]), amount));
            }
        }
        return [.. shared.OrderByDescending(term => term.Amount).Take(most)];
    }

    /// <inheritdoc/>
    public ModelState ToState() => new(Name, TargetDomain, DomainItemCounts, OptionsAsJson(), parts.ToArrays());

    /// <summary>The trainer's options as JSON.</summary>
    private protected abstract string OptionsAsJson();

    /// <summary>The user's profile in scratch of an earlier call, or new: a request allocates nothing of the size of the vocabulary.</summary>
    private ContentProfile Gather(UserHistory history)
    {
        var profile = idleProfiles.TryTake(out var idle) ? idle : new ContentProfile(parts.Vocabulary.Count, vectorLength);
        profile.Gather(parts.Blocks, history, weightExponent);
        return profile;
    }

    private void AddTerms(ContentProfile profile, Span<float> scores)
    {
        foreach (var term in profile.Touched)
        {
            var weight = profile[term];
            var items = itemsOfTerms.RowColumns(term);
            var weights = itemsOfTerms.RowValues(term);
            for (var place = 0; place < items.Length; place++)
            {
                scores[items[place]] += weight * weights[place];
            }
        }
    }

    private void AddVectors(ContentProfile profile, Span<float> scores)
    {
        if (target.VectorLength == 0)
        {
            return;
        }
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] += TensorPrimitives.Dot(profile.Vector, target.Vector(item));
        }
    }

    private float Cosine(ContentBlock block, int pastItem, int item)
    {
        var ofTerms = SparseRows.Dot(block.Terms, pastItem, target.Terms, item);
        return block.VectorLength == 0 || target.VectorLength == 0
            ? ofTerms
            : ofTerms + TensorPrimitives.Dot(block.Vector(pastItem), target.Vector(item));
    }
}
