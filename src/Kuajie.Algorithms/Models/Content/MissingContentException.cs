namespace Kuajie.Algorithms.Models.Content;

/// <summary>Training by content on data that says nothing of what a domain's items are about.</summary>
public sealed class MissingContentException(string model, string domain)
    : Exception(
        $"Found no content of the items of {domain}; {model} expects titles, tags, descriptions or vectors. Import the domain's items, or give vectors."
    )
{
    /// <summary>The domain without content.</summary>
    public string Domain { get; } = domain;
}
