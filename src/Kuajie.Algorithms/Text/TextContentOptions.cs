namespace Kuajie.Algorithms.Text;

/// <summary>How texts of items become weighted terms.</summary>
public sealed record TextContentOptions
{
    /// <summary>How much a word of the title counts. Default 1.</summary>
    public double TitleWeight { get; init; } = 1;

    /// <summary>How much a whole tag counts; its words count half of that. Default 2.</summary>
    public double TagWeight { get; init; } = 2;

    /// <summary>How much a word of the description counts. Default 0.3.</summary>
    public double DescriptionWeight { get; init; } = 0.3;

    /// <summary>How much an attribute with its value counts; its words count half of that. Default 0.5.</summary>
    public double AttributeWeight { get; init; } = 0.5;

    /// <summary>Fewest items, over all domains, that a term must occur in: what only one item says makes it like no other. Default 2.</summary>
    public int LeastItems { get; init; } = 2;

    /// <summary>Largest share of all items that a term may occur in: what most say tells nothing. Default 0.5.</summary>
    public double MostItemShare { get; init; } = 0.5;

    /// <summary>Most terms of the vocabulary; those of the most items stay. Default 200,000.</summary>
    public int MostTerms { get; init; } = 200_000;

    /// <summary>Most terms kept of one item, the heaviest ones. Default 200.</summary>
    public int MostTermsPerItem { get; init; } = 200;
}
