namespace Kuajie.Marketing.Response;

/// <summary>What is predicted of a shown item.</summary>
public enum ResponseOutcome
{
    /// <summary>Whether it is clicked, 0 or 1.</summary>
    Click = 1,

    /// <summary>Whether it is taken (enrolled in, bought), 0 or 1.</summary>
    Conversion = 2,

    /// <summary>How long it is viewed, in seconds, 0 or more.</summary>
    ViewTime = 3,

    /// <summary>How much is done with it: interactions counted or weighted, 0 or more.</summary>
    Interaction = 4,
}

/// <summary>The two sorts of outcome.</summary>
public static class ResponseOutcomes
{
    /// <summary>Whether the outcome is yes or no: predictions are probabilities then, otherwise amounts.</summary>
    public static bool IsBinary(this ResponseOutcome outcome) => outcome is ResponseOutcome.Click or ResponseOutcome.Conversion;
}
