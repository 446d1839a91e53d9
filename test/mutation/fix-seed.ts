import fc from 'fast-check';

// A mutant that one run kills has to die in the next one too.
fc.configureGlobal({ seed: 1 });
