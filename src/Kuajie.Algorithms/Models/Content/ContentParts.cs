using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Content;

/// <summary>What a content model consists of.</summary>
/// <param name="Vocabulary">The terms.</param>
/// <param name="Blocks">The target and every domain whose past speaks, ascending.</param>
/// <param name="Boost">Shape target items: factor on the cosine.</param>
/// <param name="Prior">Shape target items: score without any evidence.</param>
internal sealed record ContentParts(
    IdMap Vocabulary,
    IReadOnlyList<ContentBlock> Blocks,
    ReadOnlyMemory<float> Boost,
    ReadOnlyMemory<float> Prior
)
{
    /// <summary>Boost and prior from the number of users of each target item: ((users + 1) / (most users + 1))^β and ε · users / most users.</summary>
    public static ContentParts Create(IdMap vocabulary, IReadOnlyList<ContentBlock> blocks, SparseMatrix target, double boost, double prior)
    {
        var userCounts = new int[target.ColumnCount];
        foreach (var item in target.Columns.Span)
        {
            userCounts[item]++;
        }
        var most = userCounts.Length == 0 ? 0 : userCounts.Max();
        return new ContentParts(
            vocabulary,
            blocks,
            Array.ConvertAll(userCounts, count => (float)Math.Pow((count + 1.0) / (most + 1.0), boost)),
            Array.ConvertAll(userCounts, count => (float)(prior * count / Math.Max(1, most)))
        );
    }

    /// <summary>The arrays of a model's state.</summary>
    public IReadOnlyDictionary<string, ModelArray> ToArrays()
    {
        var arrays = new Dictionary<string, ModelArray>(StringComparer.Ordinal)
        {
            ["domains"] = new ModelArray.Integers(Blocks.Select(block => block.Domain).ToArray()),
            ["domainWeights"] = new ModelArray.Floats(Blocks.Select(block => block.Weight).ToArray()),
            ["meanWeights"] = new ModelArray.Floats(Blocks.Select(block => block.MeanWeight).ToArray()),
            ["boost"] = new ModelArray.Floats(Boost),
            ["prior"] = new ModelArray.Floats(Prior),
            ["termEnds"] = new ModelArray.Integers(TermEnds()),
            ["termLetters"] = new ModelArray.Integers(Vocabulary.Ids.SelectMany(term => term).Select(letter => (int)letter).ToArray()),
        };
        foreach (var block in Blocks)
        {
            arrays[$"rowOffsets{block.Domain}"] = new ModelArray.Integers(block.Terms.RowOffsets);
            arrays[$"terms{block.Domain}"] = new ModelArray.Integers(block.Terms.Columns);
            arrays[$"termWeights{block.Domain}"] = new ModelArray.Floats(block.Terms.Values);
            if (block.VectorLength > 0)
            {
                arrays[$"vectors{block.Domain}"] = new ModelArray.Floats(block.Vectors);
            }
        }
        return arrays;
    }

    /// <summary>Reads what <see cref="ToArrays"/> wrote.</summary>
    /// <exception cref="InvalidModelStateException">The arrays do not fit each other.</exception>
    public static ContentParts FromState(ModelState state)
    {
        var targetItems = state.DomainItemCounts[state.TargetDomain];
        var domains = state.Integers("domains").ToArray();
        if (
            !domains.Contains(state.TargetDomain)
            || domains.Any(domain => domain < 0 || domain >= state.DomainItemCounts.Count)
            || domains.Distinct().Count() < domains.Length
        )
        {
            throw new InvalidModelStateException(
                $"Found domains [{string.Join(", ", domains)}] in the state of {state.Model}; expected distinct indexes below {state.DomainItemCounts.Count} with {state.TargetDomain} among them."
            );
        }
        var vocabulary = VocabularyOf(state);
        var weights = state.Floats("domainWeights", domains.Length);
        var means = state.Floats("meanWeights", domains.Length);
        ContentBlock[] blocks =
        [
            .. domains.Select((domain, place) => BlockOf(state, domain, vocabulary.Count, weights.Span[place], means.Span[place])),
        ];
        if (blocks.Select(block => block.VectorLength).Where(length => length > 0).Distinct().Count() > 1)
        {
            throw new InvalidModelStateException($"Found vectors of different lengths in the state of {state.Model}; expected one length.");
        }
        return new ContentParts(vocabulary, blocks, state.Floats("boost", targetItems), state.Floats("prior", targetItems));
    }

    private int[] TermEnds()
    {
        var ends = new int[Vocabulary.Count];
        var end = 0;
        for (var term = 0; term < ends.Length; term++)
        {
            ends[term] = end += Vocabulary[term].Length;
        }
        return ends;
    }

    private static IdMap VocabularyOf(ModelState state)
    {
        var ends = state.Integers("termEnds").Span;
        var letters = state.Integers("termLetters").Span;
        if (ends.Length == 0 ? letters.Length > 0 : ends[^1] != letters.Length)
        {
            throw NoVocabulary(state);
        }
        var terms = new string[ends.Length];
        for (var term = 0; term < ends.Length; term++)
        {
            var start = term == 0 ? 0 : ends[term - 1];
            if (ends[term] <= start || ends[term] > letters.Length)
            {
                throw NoVocabulary(state);
            }
            terms[term] = string.Concat(letters[start..ends[term]].ToArray().Select(letter => (char)letter));
        }
        try
        {
            return new IdMap(terms);
        }
        catch (ArgumentException)
        {
            throw NoVocabulary(state);
        }
    }

    private static InvalidModelStateException NoVocabulary(ModelState state) =>
        new($"Found no vocabulary of distinct terms in the state of {state.Model}.");

    private static ContentBlock BlockOf(ModelState state, int domain, int termCount, float weight, float meanWeight)
    {
        var items = state.DomainItemCounts[domain];
        var columns = state.Integers($"terms{domain}").ToArray();
        var vectors = state.Arrays.ContainsKey($"vectors{domain}") ? state.Floats($"vectors{domain}") : default;
        if (items == 0 ? vectors.Length > 0 : vectors.Length % items != 0)
        {
            throw new InvalidModelStateException(
                $"Found {vectors.Length} numbers as vectors of domain {domain} in the state of {state.Model}; expected a multiple of {items}."
            );
        }
        try
        {
            var terms = new SparseMatrix(
                items,
                termCount,
                state.Integers($"rowOffsets{domain}", items + 1).ToArray(),
                columns,
                state.Floats($"termWeights{domain}", columns.Length).ToArray()
            );
            return new ContentBlock(domain, weight, meanWeight, terms, vectors, items == 0 ? 0 : vectors.Length / items);
        }
        catch (ArgumentException fault)
        {
            throw new InvalidModelStateException($"Found no terms of domain {domain} in the state of {state.Model}: {fault.Message}");
        }
    }
}
