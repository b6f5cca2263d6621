namespace Kuajie.Platform.Overview;

/// <summary>What a workspace lacks most on the way from exports to recommendations.</summary>
public enum NextStep
{
    ImportFirstDomain,
    ImportSecondDomain,
    Link,
    Train,
    Recommend,
}

/// <summary>Finds the next step.</summary>
public static class NextSteps
{
    /// <summary>The first thing that is missing.</summary>
    /// <param name="filledDomains">Domains with interactions.</param>
    /// <param name="isLinked">Whether any accounts are linked.</param>
    /// <param name="isTrained">Whether there is a model.</param>
    public static NextStep Of(int filledDomains, bool isLinked, bool isTrained) =>
        filledDomains switch
        {
            0 => NextStep.ImportFirstDomain,
            1 => NextStep.ImportSecondDomain,
            _ when !isLinked => NextStep.Link,
            _ when !isTrained => NextStep.Train,
            _ => NextStep.Recommend,
        };
}
