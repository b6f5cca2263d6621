namespace Kuajie.Algorithms.Text;

/// <summary>One word of a text.</summary>
/// <param name="Text">Folded: half width, lower case.</param>
/// <param name="IsContinuation">Whether it is a pair of characters that begins with the last character of the word before it.</param>
public readonly record struct TextToken(string Text, bool IsContinuation);
