import { configure } from '@testing-library/react';

// A busy machine needs more than the second that is the default: screens come with their own code when first shown.
configure({ asyncUtilTimeout: 10_000 });
